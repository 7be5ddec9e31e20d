import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { defaultIdentity } from '../../emulator/pushService/plugin.mts';
import type { AppIdentity } from '../../emulator/pushService/app.mts';
import type { Emulator } from '../../emulator/server.mts';
import { type RunOptions, type RunResult, runNode } from './engine.mts';

let lastApp = defaultIdentity.sdkAppId;

/** An app to which no test has sent, so that nothing waits for its rates. */
export function ownApp(): { sdkAppId: number } {
	return { sdkAppId: ++lastApp };
}

/** The credential for an emulator. */
export function chatCredentials(emulator: {
	url: string;
	pushService?: { identity: AppIdentity };
}) {
	const { sdkAppId, secretKey, administrators } = emulator.pushService?.identity ?? defaultIdentity;
	return {
		tencentChatApi: {
			sdkAppId: String(sdkAppId),
			secretKey,
			identifier: administrators[0],
			region: 'custom',
			baseUrl: emulator.url,
			callbackToken: '',
		},
	};
}

/** Runs the Push Service node against an emulator. */
export async function runTencentPush(
	emulator: { url: string },
	parameters: INodeParameters,
	items: IDataObject[] | INodeExecutionData[] = [{}],
	more: Partial<RunOptions> = {},
): Promise<RunResult> {
	return await runNode({
		node: 'tencentPush',
		parameters,
		items,
		credentials: chatCredentials(emulator),
		...more,
	});
}

/** A push to the user in each item. */
export const toUsers: INodeParameters = {
	resource: 'push',
	operation: 'sendToUsers',
	users: '={{ $json.userId }}',
	title: 'Hello',
	content: 'Your order is on its way',
};

/** Bodies of the requests for a path below `/v4/`, oldest first. */
export function bodies(
	emulator: Emulator,
	path: string,
	{ accepted }: { accepted?: boolean } = {},
): Array<Record<string, unknown>> {
	return emulator.control
		.requests(`/v4/${path}`)
		.filter((request) => accepted === undefined || request.accepted === accepted)
		.map(({ body }) => body as Record<string, unknown>);
}

/** Registers UserIDs, and returns them. */
export function importUsers(emulator: Emulator, count: number): string[] {
	const users = Array.from({ length: count }, (_, index) => `user-${index + 1}`);
	for (const user of users) emulator.pushService.accounts.importUser(user);
	return users;
}
