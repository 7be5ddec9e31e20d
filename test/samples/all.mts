import type { Emulator } from '../../emulator/server.mts';
import type { Operation, Resource } from '../../nodes/shared/run/operation.ts';
import { resources as tencentPushResources } from '../../nodes/TencentPush/resources/index.ts';
import { resources as tpnsResources } from '../../nodes/Tpns/resources/index.ts';
import { type RunOptions, type RunResult, runNode } from '../support/engine.mts';
import { chatCredentials } from '../support/tencentPush.mts';
import { tpnsCredentials } from '../support/tpns.mts';
import type { Sample, Samples } from './sample.mts';
import { tencentPushSamples } from './tencentPush.mts';
import { samples as tpnsSamples } from './tpns.mts';

/** An operation of one of the nodes, with its sample. */
export interface SampledOperation {
	/** Name of the node's folder. */
	folder: 'Tpns' | 'TencentPush';
	/** Name of the node. */
	node: 'tpns' | 'tencentPush';
	resource: Resource;
	operation: Operation;
	/** `resource:operation`. */
	key: string;
	sample: Sample;
	credentials(emulator: Emulator): RunOptions['credentials'];
}

/** Every operation of both nodes. Throws when one has no sample. */
export const sampledOperations: SampledOperation[] = [
	...sampled('Tpns', 'tpns', tpnsResources, tpnsSamples, tpnsCredentials),
	...sampled(
		'TencentPush',
		'tencentPush',
		tencentPushResources,
		tencentPushSamples,
		chatCredentials,
	),
];

/** Runs an operation's sample, in n8n's engine, against an emulator that nothing else has used. */
export async function runSample(
	emulator: Emulator,
	{ node, resource, operation, sample, credentials }: SampledOperation,
	more: Partial<RunOptions> = {},
): Promise<RunResult> {
	const found = await sample.prepare?.(emulator);
	emulator.control.clearRequests();
	return await runNode({
		node,
		credentials: credentials(emulator),
		items: sample.items ?? [{}],
		...more,
		parameters: {
			resource: resource.value,
			operation: operation.value,
			...sample.parameters,
			...found,
			...more.parameters,
		},
	});
}

function sampled(
	folder: SampledOperation['folder'],
	node: SampledOperation['node'],
	resources: Resource[],
	samples: Samples,
	credentials: SampledOperation['credentials'],
): SampledOperation[] {
	return resources.flatMap((resource) =>
		resource.operations.map((operation) => {
			const key = `${resource.value}:${operation.value}`;
			const sample = samples[key];
			if (!sample) throw new Error(`${node} ${key} has no sample in test/samples/${node}.mts`);
			return { folder, node, resource, operation, key, sample, credentials };
		}),
	);
}
