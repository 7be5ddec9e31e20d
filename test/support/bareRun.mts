import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Parameters } from '../../nodes/shared/fields/field.ts';
import { runSettings } from '../../nodes/shared/form/settings.ts';
import type { Run } from '../../nodes/shared/run/operation.ts';
import type { Call } from '../../nodes/shared/transport/request.ts';

/**
 * A run of an operation without n8n around it, for tests that try many inputs or orders of events:
 * what an expression would give is given as it is. The parameter `@tool` makes it a tool's.
 *
 * @param parametersOf raw values of an item
 * @param fails called with what an item could not be carried out for
 */
export function bareRun(
	items: IDataObject[],
	parametersOf: (index: number) => Parameters,
	call: Call,
	fails: (error: unknown) => void,
	more: Partial<Run> = {},
): Run {
	const context = {
		timezone: 'Europe/Berlin',
		now: new Date('2026-01-01T00:00:00Z'),
		isTool: parametersOf(0)['@tool'] === true,
		isPreview: false,
		identity: { sdkAppId: '1400000000', administrator: 'administrator' },
	};
	const settingsOf: Run['settingsOf'] = (index) => runSettings.read(parametersOf(index), context);
	return {
		execution: {
			getInputData: () => items.map((json) => ({ json })),
			continueOnFail: () => true,
			getNode: () => ({ id: 'node', name: 'Node', type: 'node', parameters: {} }),
			getContext: () => ({}),
			getExecutionCancelSignal: () => undefined,
			getSignedResumeUrl: () => 'https://n8n.example.com/page',
			putExecutionToWait: async () => await Promise.resolve(),
			getWorkflow: () => ({ id: 'workflow', active: true }),
			helpers: { prepareBinaryData: async () => await Promise.resolve({}) },
		} as unknown as IExecuteFunctions,
		items: items.map((json) => ({ json })),
		reader: {
			read: (names, index) => {
				const all = parametersOf(index);
				return Object.fromEntries(
					names.filter((name) => name in all).map((name) => [name, all[name]]),
				);
			},
			varying: (names) => [...names],
		},
		context,
		app: 'app',
		call,
		callOf: () => call,
		retryMemory: undefined,
		stopsOnFailure: false,
		toErrorBranch: false,
		get settings() {
			return settingsOf(0);
		},
		settingsOf,
		failItem: (error, index, details = {}) => {
			fails(error);
			return { json: details, pairedItem: { item: index } };
		},
		pictureOf: async () => await Promise.resolve({}),
		readMessage: () => ({}),
		pause: async () => await Promise.resolve(),
		...more,
	};
}
