import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** The longest value that n8n stores without a complaint in its log, in characters. */
const LONGEST_VALUE = 255;

/** Fields of results whose values name a push. */
const PUSH_IDS = ['pushId', 'taskId'];

/**
 * Notes the IDs of sent pushes in the execution's custom data as `pushId` or `taskId`, so that n8n's
 * list of executions finds it by them. Several are joined with commas, as many as n8n stores.
 *
 * @param output results of a send
 */
export function notePushes(
	execution: IExecuteFunctions,
	output: readonly INodeExecutionData[],
): void {
	for (const field of PUSH_IDS) note(execution, field, valuesIn(output, field));
}

function valuesIn(output: readonly INodeExecutionData[], field: string): Set<unknown> {
	const values = new Set<unknown>();
	for (const { json } of output) values.add(json[field]);
	return values;
}

/** Notes campaign keys in the same way, as `campaignKey`. */
export function noteCampaignKeys(execution: IExecuteFunctions, keys: readonly unknown[]): void {
	note(execution, 'campaignKey', keys);
}

/** Adds texts to a value of the custom data, where this n8n gives nodes any: 1.123 does not. */
function note(
	{ customData }: Partial<Pick<IExecuteFunctions, 'customData'>>,
	name: string,
	values: Iterable<unknown>,
): void {
	if (customData === undefined) return;
	const known = customData.get(name) ?? '';
	const noted = new Set(known.split(', '));
	let all = known;
	for (const value of values) {
		if (typeof value !== 'string' || value === '' || noted.has(value)) continue;
		const more = all === '' ? value : `${all}, ${value}`;
		if (more.length > LONGEST_VALUE) break;
		noted.add(value);
		all = more;
	}
	if (all !== known) customData.set(name, all);
}
