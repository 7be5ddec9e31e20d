import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Emulator } from '../../emulator/server.mts';
import { type RunOptions, type RunResult, runNode } from './engine.mts';

/** The emulator's first app. */
export const ACCESS_ID = '1500001048';
export const SECRET_KEY = '1452fcebae9f3115ba794fb0fff2fd73';

/** The credential for an emulator. */
export function tpnsCredentials(emulator: { url: string }) {
	return {
		tpnsApi: {
			accessId: ACCESS_ID,
			secretKey: SECRET_KEY,
			region: 'custom',
			baseUrl: emulator.url,
			authMethod: 'signature',
		},
	};
}

/** Runs the TPNS node against an emulator. */
export async function runTpns(
	emulator: { url: string },
	parameters: INodeParameters,
	items: IDataObject[] | INodeExecutionData[] = [{}],
	more: Partial<RunOptions> = {},
): Promise<RunResult> {
	return await runNode({
		node: 'tpns',
		parameters,
		items,
		credentials: tpnsCredentials(emulator),
		...more,
	});
}

/** A push to the token in each item. */
export const toDevices: INodeParameters = {
	resource: 'push',
	operation: 'sendToDevices',
	devices: '={{ $json.token }}',
	title: 'Hello',
	content: 'Your order is on its way',
};

/** Bodies of the pushes that the emulator acted on, oldest first. */
export function acceptedPushes(emulator: Emulator): Array<Record<string, unknown>> {
	return emulator.control
		.requests('/v3/push/app')
		.filter(({ accepted }) => accepted)
		.map(({ body }) => body as Record<string, unknown>);
}
