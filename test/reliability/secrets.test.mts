// Before n8n is loaded, because its logger reads the level once.
import { logged } from './debugLogging.mts';
import { LoggerProxy } from 'n8n-workflow';
import type { Emulator } from '../../emulator/server.mts';
import { type SampledOperation, sampledOperations } from '../samples/all.mts';
import { loadPackage, startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';
import { type RawServer, startRawServer } from '../support/rawServer.mts';
import { withEmulator } from './cell.mts';

/** Runs that wait at the same time. */
const AT_ONCE = 50;
const WRONG_KEY = 'fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210';

let echo: RawServer;

beforeAll(async () => {
	await startExpressionEngine();
	echo = await startRawServer({
		onRequest({ path, headers }, connection) {
			const sent = `${path} ${JSON.stringify(headers)} ${String(headers.sign)}`;
			const codes = { ret_code: 99999, ErrorCode: 99999 };
			connection.respond(200, JSON.stringify({ ...codes, err_msg: sent, ErrorInfo: sent }));
		},
	});
});
afterAll(async () => {
	await echo.close();
	await stopExpressionEngine();
});

/** How a run is brought to succeed, or not to. */
const circumstances: Record<
	string,
	(emulator: Emulator, credential: Record<string, string>) => Record<string, string>
> = {
	'all is well': () => ({}),
	'the key is wrong': () => ({ secretKey: WRONG_KEY }),
	'the connection is refused': () => ({ baseUrl: 'http://127.0.0.1:1' }),
	'the cloud answers 500': (emulator) => {
		emulator.control.addFault({ kind: 'status', status: 500, times: 'always' });
		return {};
	},
	'the cloud does not answer': (emulator) => {
		emulator.control.addFault({ kind: 'noAnswer', times: 'always' });
		return {};
	},
	'the cloud echoes each request in its message': () => ({ baseUrl: echo.url }),
	'the cloud repeats the key in its message': (emulator, { accessId = '', secretKey }) => {
		const pair = base64(`${accessId}:${secretKey}`);
		const message = `bad key ${secretKey}, ${base64(secretKey)}, Basic ${pair}, ${pair}, sign=${secretKey}`;
		emulator.control.addFault({ kind: 'code', code: 1008007, message, times: 'always' });
		return {};
	},
};

test.each(Object.keys(circumstances))(
	'when %s, no output, error or log of any operation holds a secret',
	async (name) => {
		const before = logged().length;
		const found: string[] = [];
		const all = new Set<string>();
		const runs = sampledOperations.flatMap((operation) =>
			(['stopWorkflow', 'continueRegularOutput'] as const).map((onError) => ({
				operation,
				onError,
			})),
		);
		await pool(runs, async ({ operation, onError }) => {
			const { texts, secrets } = await runAndCollect(operation, name, onError);
			for (const secret of secrets) all.add(secret);
			found.push(...secretsIn(texts, secrets).map((place) => `${operation.key}: ${place}`));
		});
		const signed = all.size;
		found.push(...secretsIn([...logged().slice(before)], [...all]));
		expect(found).toEqual([]);
		expect(signed).toBeGreaterThan(1);
		expect(logged().length).toBeGreaterThan(before);
	},
	600_000,
);

test('a secret would be found, in whichever spelling and wherever it is', () => {
	const secret = 'k3y+/with=signs & more';
	const deep = new Error('outer', { cause: { request: { headers: { Sign: secret } } } });
	const places = [
		{ a: [{ b: `x${secret}y` }] },
		deep,
		new Map([['a', encodeURIComponent(secret)]]),
		[base64(secret)],
		`usersig=${secret}`,
		Buffer.from(secret),
	];
	for (const place of places)
		expect(secretsIn(textsIn(place), spellingsOf(secret))).not.toEqual([]);
	expect(secretsIn(textsIn(new Error('nothing here')), spellingsOf(secret))).toEqual([]);
});

test('the debug log is on', async () => {
	await loadPackage();
	LoggerProxy.debug('a line for the test');
	expect(logged().join()).toContain('a line for the test');
});

async function runAndCollect(
	operation: SampledOperation,
	name: string,
	onError: 'stopWorkflow' | 'continueRegularOutput',
): Promise<{ texts: string[]; secrets: string[] }> {
	return await withEmulator(operation, async ({ emulator, credential, run }) => {
		const change = circumstances[name](emulator, credential);
		const result = await run({ credential: change, onError, timeLimit: 4 }).catch(
			(error: unknown) => error,
		);
		const echoed = echo.requests.map(({ headers, path }) => ({
			headers,
			query: Object.fromEntries(new URLSearchParams(path.split('?')[1])),
		}));
		const sent = [...emulator.control.requests(), ...echoed].flatMap(({ headers, query }) =>
			[headers.sign, headers.authorization?.replace(/^Basic /, ''), query.usersig].filter(
				(value): value is string => typeof value === 'string' && value !== '',
			),
		);
		const secrets = [{ ...credential, ...change }.secretKey, ...new Set(sent)];
		return { texts: textsIn(result), secrets: secrets.flatMap(spellingsOf) };
	});
}

/** A secret as it is, and as it travels. */
function spellingsOf(secret: string): string[] {
	const decoded = Buffer.from(secret, 'base64').toString('utf8');
	const isText = /^[\x20-\x7e]{16,}$/.test(decoded);
	return [
		...new Set([
			secret,
			encodeURIComponent(secret),
			base64(secret),
			Buffer.from(secret).toString('base64url'),
			...(isText ? [decoded] : []),
		]),
	];
}

function base64(text: string): string {
	return Buffer.from(text).toString('base64');
}

function secretsIn(texts: string[], secrets: string[]): string[] {
	return texts.flatMap((text) =>
		secrets
			.filter((secret) => text.includes(secret))
			.map((secret) => `${secret.slice(0, 6)}… in ${text.slice(0, 300)}`),
	);
}

/** Every text below a value, whether it is enumerable, inherited from an error, or in a map. */
function textsIn(root: unknown): string[] {
	const texts: string[] = [];
	const seen = new Set<object>();
	const waiting: unknown[] = [root];
	while (waiting.length > 0) {
		const value = waiting.pop();
		if (typeof value === 'string') texts.push(value);
		if (typeof value !== 'object' || value === null || seen.has(value)) continue;
		seen.add(value);
		if (Buffer.isBuffer(value)) {
			texts.push(value.toString('utf8'));
			continue;
		}
		if (value instanceof Map) waiting.push(...value.keys(), ...value.values());
		if (value instanceof Set) waiting.push(...value);
		for (const name of Reflect.ownKeys(value)) {
			texts.push(String(name));
			try {
				waiting.push((value as Record<PropertyKey, unknown>)[name]);
			} catch {
				// A getter that cannot be read outside of its object.
			}
		}
	}
	return texts;
}

async function pool<T>(tasks: readonly T[], run: (task: T) => Promise<void>): Promise<void> {
	const left = [...tasks];
	const worker = async () => {
		for (let task = left.shift(); task !== undefined; task = left.shift()) await run(task);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
