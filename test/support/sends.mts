import type { IDataObject } from 'n8n-workflow';
import { defaultIdentity } from '../../emulator/pushService/plugin.mts';
import type { RunOptions } from './engine.mts';
import type { RawConnection } from './rawServer.mts';
import { chatCredentials, runTencentPush, toUsers } from './tencentPush.mts';
import { runTpns, SECRET_KEY, toDevices, tpnsCredentials } from './tpns.mts';

/** A send of each action node, which is a single request to a server of the test's own. */
export interface Send {
	node: string;
	path: string;
	/** Of the credential. */
	secretKey: string;
	/** Response to a push that was accepted. */
	accepted: string;
	/** Fields that say code 0 and another code, as the API's envelope has them. */
	code(code: unknown): IDataObject;
	/** Runs the send against a Base URL, and returns the result of its only item. */
	run(baseUrl: string, change?: SendChange): Promise<IDataObject>;
}

export interface SendChange extends Partial<RunOptions> {
	/** In seconds; that of the form unless given. */
	timeLimit?: number;
	credential?: IDataObject;
}

const continues = { onError: 'continueRegularOutput' as const };

function changed(
	credentials: Record<string, IDataObject>,
	change: SendChange,
): Partial<RunOptions> {
	const { credential, ...more } = change;
	const [[type, data]] = Object.entries(credentials);
	return {
		settings: continues,
		credentials: { [type]: { ...data, ...credential } as Record<string, string> },
		...more,
	} satisfies Partial<RunOptions> & Pick<SendChange, 'timeLimit'>;
}

/** One send of TPNS and one of the Push Service. */
export const sends: Send[] = [
	{
		node: 'tpns',
		path: '/v3/push/app',
		secretKey: SECRET_KEY,
		accepted: '{"ret_code":0,"err_msg":"","push_id":"1328245138690125824"}',
		code: (code) => ({ ret_code: code as IDataObject[string], err_msg: '' }),
		async run(baseUrl, change = {}) {
			const { output, error } = await runTpns(
				{ url: baseUrl },
				{ ...toDevices, devices: 'a'.repeat(36), options: optionsOf(change) },
				[{}],
				changed(tpnsCredentials({ url: baseUrl }), change),
			);
			return resultOf(output, error);
		},
	},
	{
		node: 'tencentPush',
		path: '/v4/timpush/batch',
		secretKey: defaultIdentity.secretKey,
		accepted: '{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":"","TaskId":"batch_1"}',
		code: (code) => ({ ErrorCode: code as IDataObject[string], ErrorInfo: '' }),
		async run(baseUrl, change = {}) {
			const { output, error } = await runTencentPush(
				{ url: baseUrl },
				{ ...toUsers, users: 'ann', options: optionsOf(change) },
				[{}],
				changed(chatCredentials({ url: baseUrl }), change),
			);
			return resultOf(output, error);
		},
	},
];

function optionsOf({ timeLimit }: SendChange) {
	return timeLimit === undefined ? {} : { timeLimit };
}

function resultOf(output: Array<{ json: IDataObject }>, error?: Error): IDataObject {
	if (output.length === 0) throw error ?? new Error('there is no result');
	return output[0].json;
}

/** Accepts a push: a handler for a raw server. */
export function accept({ accepted }: Send) {
	return (_: unknown, connection: RawConnection) => connection.respond(200, accepted);
}
