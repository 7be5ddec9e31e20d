import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../shared/fields/json';
import type { FunnelCounts } from '../shared/statistics/funnel';
import { addCounts, funnelOf } from '../shared/statistics/funnel';

/**
 * The funnel of a push, and of each of its channels. Clicks of the channel `all` leave vendors
 * out, so the whole is the sum of the channels. Source: docs/api/tpns.md 1.12, 1.16.
 */
export function readReport(body: Readonly<Record<string, unknown>>): IDataObject {
	const rows = (Array.isArray(body.pushStatDataAll) ? body.pushStatDataAll : []).filter(isObject);
	const channels = rows.filter(({ channel }) => channel !== 'all');
	const counted = channels.length > 0 ? channels : rows;
	return {
		...funnelOf(addCounts(counted.map(countsOf))),
		channels: Object.fromEntries(
			channels.map((row) => [String(row.channel), { ...funnelOf(countsOf(row)) }]),
		),
	};
}

function countsOf({ pushState }: Record<string, unknown>): FunnelCounts {
	const state = isObject(pushState) ? pushState : {};
	const count = (value: unknown) => Number(value ?? 0) || 0;
	return {
		scheduled: count(state.pushActiveUv),
		sent: count(state.pushOnlineUv),
		delivered: count(state.arrivalUv ?? state.verifySvcUv),
		clicked: count(state.clickUv),
	};
}
