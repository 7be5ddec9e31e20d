import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { BoundedMap } from '../shared/boundedMap';
import { addDays } from '../shared/fields/day';
import { nodeError } from '../shared/run/failures';
import { createCall } from '../shared/transport/request';
import { tpns } from '../Tpns/product';
import { fetchPage } from '../Tpns/pushRecord/fetch';
import { serverDay } from '../Tpns/times';
import { changeTo, FINISHED } from './change';
import type { ReportFields } from './item';
import { changeItem, reportFields } from './item';
import { PushPoll } from './pushPoll';
import { HourlyQuota } from './quota';
import { attempt } from './refusal';
import { fetchReport } from './report';
import type { TriggerSettings } from './settings';
import { passes, readSettings, requestFilter } from './settings';
import type { State } from './state';

/** Examples that a manual run gives, and among how many it looks for them. */
const EXAMPLES = 5;
const EXAMPLE_DAYS = 14;
const LOOK_AMONG = 50;

/** Requests of this process by app: triggers of one app share its quota. */
const quotas = new BoundedMap<string, HourlyQuota>(1_000);
/** Triggers that are polling now. */
const polling = new Set<string>();

/**
 * Looks for pushes whose status has changed. The first polls only note what there is, until they
 * have seen all of it. Returns null when there is nothing new.
 */
export async function pollPushes(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const trigger = `${this.getWorkflow().id} ${this.getNode().id}`;
	if (polling.has(trigger)) return null;
	polling.add(trigger);
	try {
		const settings = readSettings(this);
		const items =
			this.getMode() === 'manual'
				? await examples(this, settings)
				: await news(this, trigger, settings);
		return items.length > 0 ? [items] : null;
	} catch (error) {
		throw nodeError(this, error);
	} finally {
		polling.delete(trigger);
	}
}

async function news(
	context: IPollFunctions,
	trigger: string,
	settings: TriggerSettings,
): Promise<INodeExecutionData[]> {
	const credentials = await context.getCredentials(tpns.credential);
	const app = tpns.appOf(credentials);
	const state = context.getWorkflowStaticData('node') as State;
	const scope = JSON.stringify([app, credentials.region, requestFilter(settings)]);
	if (state.scope !== scope) startAnew(state, scope);
	const quota = quotaOf(app);
	quota.restore(trigger, state.calls ?? {});
	const call = await createCall(context, tpns);
	return await new PushPoll(
		{ call, quota, trigger, settings, logger: context.logger },
		state,
	).run();
}

/** Forgets everything but the requests of the last hour. */
function startAnew(state: State, scope: string): void {
	for (const name of Object.keys(state)) if (name !== 'calls') delete state[name];
	state.scope = scope;
}

async function examples(
	context: IPollFunctions,
	settings: TriggerSettings,
): Promise<INodeExecutionData[]> {
	const quota = quotaOf(tpns.appOf(await context.getCredentials(tpns.credential)));
	const call = await createCall(context, tpns);
	const today = serverDay(new Date());
	const query = {
		startDate: addDays(today, -EXAMPLE_DAYS),
		endDate: today,
		...requestFilter(settings),
	};
	const { records } = await fetchPage(call, query, 0, LOOK_AMONG);
	quota.note('manual', 'list');
	const found = records
		.filter((record) => passes(record, settings))
		.map((record) => ({ record, change: changeTo(record.status) ?? 'created' }));
	if (found.length === 0) {
		throw new NodeOperationError(
			context.getNode(),
			`No push of the last ${EXAMPLE_DAYS} days matches the filters`,
			{ description: 'Send a push, or remove filters' },
		);
	}
	const matching = found.filter(({ change }) => settings.changes.includes(change));
	// Better an example with another change than none.
	const shown = (matching.length > 0 ? matching : found).slice(0, EXAMPLES);
	const items: INodeExecutionData[] = [];
	for (const { record, change } of shown) {
		let report: ReportFields | undefined;
		if (settings.includeReport && change === FINISHED) {
			report = reportFields(await attempt(fetchReport(call, record.pushId)));
			quota.note('manual', 'report');
		}
		items.push({ json: changeItem(record, change, settings.simplify, report, settings.timezone) });
	}
	return items;
}

function quotaOf(app: string): HourlyQuota {
	const known = quotas.get(app);
	if (known) return known;
	const quota = new HourlyQuota();
	quotas.set(app, quota);
	return quota;
}
