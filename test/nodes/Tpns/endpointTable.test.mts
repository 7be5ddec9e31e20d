import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import { iosApp } from '../../../emulator/tpns/app.mts';
import { runSample, sampledOperations } from '../../samples/all.mts';
import { startExpressionEngine, stopExpressionEngine } from '../../support/engine.mts';
import { runTpns, tpnsCredentials } from '../../support/tpns.mts';

interface Field {
	name: string;
	type: string;
	deprecated?: boolean;
	fields?: Field[];
}

interface Endpoint {
	id: string;
	path: string;
	request?: Field[];
}

const table = JSON.parse(
	readFileSync(join(import.meta.dirname, '../../../docs/api/tpns.json'), 'utf8'),
) as { endpoints: Endpoint[]; endpointsOutsideManual: Endpoint[] };

/** Not offered, and why. */
const LEFT_OUT: Record<string, string> = {
	'package.upload fileName': "only Tencent's Python sample sends it (I35)",
	'account.batchOperate account_type': 'belongs into each account_list element (I23)',
	'stats.deviceDistribution': 'the page was dropped, its path is that of another endpoint (3.1)',
	'stats.legacy.ratio': 'gone (3.1)',
};

const wanted = [...table.endpoints, ...table.endpointsOutsideManual]
	.filter(({ id }) => !(id in LEFT_OUT))
	.flatMap(({ id, path, request = [] }) =>
		fieldsOf(request)
			.filter((field) => !(`${id} ${field}` in LEFT_OUT))
			.map((field) => ({ id, path, field })),
	);

function fieldsOf(fields: Field[], above = ''): string[] {
	return fields
		.filter(({ deprecated }) => !deprecated)
		.flatMap(({ name, type, fields: below = [] }) => {
			const at = `${above}${name}`;
			return [at, ...fieldsOf(below, `${at}${type.startsWith('array') ? '[]' : ''}.`)];
		});
}

/** Paths of the fields that a body has, as the table writes them. */
function pathsOf(value: unknown, at = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((entry) => pathsOf(entry, `${at}[]`));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, below]) => {
		const path = at ? `${at}.${name}` : name;
		return [path, ...pathsOf(below, path)];
	});
}

const TOKEN = 'a0'.repeat(18);
const everyMessageOption: INodeParameters = {
	acceptTimes: { windows: [{ start: '09:00', end: '21:00' }] },
	audioUrl: 'https://example.com/a.mp3',
	mediaUrl: 'https://example.com/a.png',
	threadId: 'thread',
	threadSummary: 'Summary',
	disabledChannels: ['mz'],
	expireTime: 3600,
	multiPackage: true,
	onlinePushType: 1,
	inAppSupplement: true,
	sequence: 7,
	traceId: 'trace',
};
const everyAndroidField: INodeParameters = {
	customContent: { entries: [{ name: 'a', value: 'b' }] },
};
const everyAndroidOption: INodeParameters = {
	androidAppearance: {
		badge: 1,
		clearable: true,
		showInForeground: 1,
		iconColor: '#01e240',
		iconType: 0,
		iconResource: 'icon',
		lights: true,
		styleId: 1,
		builderId: 0,
		ring: true,
		ringtone: 'ring',
		smallIcon: 'icon',
		vibrate: true,
	},
	vendorChannels: {
		fcmChannelId: 'a',
		huaweiBusinessType: true,
		huaweiCategory: 'IM',
		huaweiChannelId: 'a',
		huaweiImportance: 2,
		oppoChannelId: 'a',
		tpnsChannelId: 'a',
		tpnsChannelName: 'a',
		tpnsCategory: 'msg',
		tpnsImportance: 3,
		urgency: 'HIGH',
		oppoAdvertiserId: 'a',
		oppoCommercialPush: true,
		oppoPinToTop: true,
		vivoCategory: 'IM',
		vivoMarketing: '{"template":"a"}',
		vivoChannelId: '1',
		xiaomiChannelId: 'a',
	},
	personalization: { defaultContent: 'a', defaultTitle: 'a', defaultSubtitle: 'a' },
	smsResend: {
		delay: 300,
		signName: 'a',
		smsAppId: 'a',
		templateId: 'a',
		triggerCondition: 1,
		templateValues: 'a',
	},
};
const everyTap: Array<INodeParameters & { options?: INodeParameters }> = [
	{ onTap: 'page', activity: 'a.B', options: { intentFlag: [0], pendingIntentFlag: [0] } },
	{ onTap: 'webPage', webPage: 'https://example.com', options: { confirmWebPage: true } },
	{ onTap: 'deepLink', deepLink: 'a://b' },
];
const everyIosField: INodeParameters = {
	platform: 'ios',
	customContent: { entries: [{ name: 'a', value: 'b' }] },
	options: {
		showInForegroundIos: 1,
		iosAppearance: {
			badge: 1,
			category: 'a',
			interruptionLevel: 'passive',
			mutableContent: true,
			sound: 'default',
			subtitle: 'a',
		},
	},
};
const text = { title: 'Hello', content: 'World' };
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

let emulator: Emulator;
/** Field paths by path of the endpoint. */
const produced = new Map<string, Set<string>>();
/** Paths that were called without a signature. */
const unsigned = new Set<string>();

beforeAll(async () => {
	await startExpressionEngine();
	for (const sampled of sampledOperations.filter(({ node }) => node === 'tpns')) {
		await withEmulator(async () => await runSample(emulator, sampled));
	}
	await withEmulator(async () => {
		emulator.tpns.addDevice({ token: TOKEN, attended: true });
		const { json: plan } = (
			await run({ resource: 'pushPlan', operation: 'create', planName: 'a', planDescription: 'b' })
		)[0];
		const options = { ...everyMessageOption, planId: String(plan.planId) };
		for (const tap of everyTap) {
			await run({
				resource: 'push',
				operation: 'sendToDevices',
				devices: TOKEN,
				...text,
				...everyAndroidField,
				...tap,
				options: { ...options, ...everyAndroidOption, ...tap.options },
			});
		}
		await run({
			resource: 'push',
			operation: 'sendToAll',
			confirmBroadcast: true,
			sendWhen: 'loop',
			loopStart: tomorrow(),
			loopEnd: tomorrow(),
			timeZone: 'Asia/Shanghai',
			...text,
			options: { pushSpeed: 2000 },
		});
		const [{ collapseId }] = [...emulator.tpns.app().pushes.values()].slice(-1);
		await run({
			resource: 'push',
			operation: 'sendByTags',
			tagRuleInput: 'text',
			tagExpression: 'xg_user_define.a AND NOT xg_auto_country.CN',
			sendWhen: 'at',
			sendTime: `${tomorrow()}T12:00:00`,
			...text,
			options: { collapseId: String(collapseId), forceCollapse: true },
		});
		emulator.tpns.addDevice({ token: TOKEN, platform: 'ios', vendor: 'apple' }, iosApp.accessId);
		const ios = { resource: 'push', operation: 'sendToDevices', devices: TOKEN, ...everyIosField };
		await run({ ...ios, ...text }, iosApp);
		await run({ ...ios, messageType: 'message', options: {} }, iosApp);
		await run({
			resource: 'push',
			operation: 'sendToAccounts',
			accounts: 'nobody',
			accountType: 1002,
			...text,
			options: { accountPushType: 1 },
		});
		await run({
			resource: 'push',
			operation: 'getAll',
			filters: { messageType: 'notify', pushType: 'all' },
		});
		await run({
			resource: 'tag',
			operation: 'addToDevices',
			devices: `${TOKEN},${'b'.repeat(36)}`,
			tags: 'a,b',
		});
	});
});
afterAll(stopExpressionEngine);

async function withEmulator(work: () => Promise<unknown>): Promise<void> {
	emulator = await startEmulator({ tpns: { settings: { rates: false } } });
	try {
		await work();
		for (const { path, headers, body, unknownFields } of emulator.control.requests()) {
			expect([path, unknownFields]).toEqual([path, []]);
			if (!headers.sign || headers.authorization) unsigned.add(path);
			const fields = produced.get(path) ?? new Set();
			pathsOf(body).forEach((field) => fields.add(field));
			produced.set(path, fields);
		}
	} finally {
		await emulator.close();
	}
}

async function run(parameters: INodeParameters, app?: { accessId: string; secretKey: string }) {
	const { tpnsApi } = tpnsCredentials(emulator);
	const { output, error } = await runTpns(emulator, parameters, [{}], {
		credentials: { tpnsApi: { ...tpnsApi, ...(app as IDataObject) } },
		settings: { onError: 'continueRegularOutput' },
	});
	if (error) throw error;
	return output;
}

test('every endpoint that is offered is called, and no other', () => {
	expect([...produced.keys()].sort()).toEqual([...new Set(wanted.map(({ path }) => path))].sort());
});

test.each(wanted)('$id $field is produced, and read by the emulator', ({ path, field }) => {
	expect([...(produced.get(path) ?? [])]).toContain(field);
});

// docs/api/tpns.md 2: the Secret Key leaves with uploads only, for which nothing else is documented.
test('every request is signed but for uploads', () => {
	expect([...unsigned]).toEqual(['/v3/push/package/upload']);
});
