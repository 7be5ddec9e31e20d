import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchN8n, startBenchN8n } from '../measure/n8n.mts';
import { measureRounds } from '../measure/rounds.mts';
import { medianOf, spreadOf } from '../measure/spread.mts';
import { CONTENT, TITLE, tpnsCredential } from '../peers/audience.mts';
import { linked, TRIGGER } from '../peers/workflows.mts';
import type { Comparison, Row } from '../row.mts';
import { startTarget } from '../target/start.mts';

const RUN_TIMEOUT_MS = 20 * 60_000;

/** What the Gauge node writes. */
interface Gauged {
	ms: number;
	/** The longest time for which the event loop of n8n stood still. */
	longestStopMs: number;
	growthMb: number;
	peakMb: number;
	/** Items by their status. */
	statuses: Record<string, number>;
}

/** The node under test. */
interface Sender {
	type: string;
	parameters: Record<string, unknown>;
}

const send = (more: Record<string, unknown>): Sender => ({
	type: 'n8n-nodes-tencent-push.tpns',
	parameters: {
		resource: 'push',
		operation: 'sendToDevices',
		devices: '={{ $json.token }}',
		title: TITLE,
		content: CONTENT,
		...more,
	},
});

/** Tokens that the floor notes at a time, as many as the node in a wave of so many recipients. */
const NOTES_PER_CALL = 20_000;
const NOTES_PER_CALL_LARGEST = 50_000;
const notingFloor = (parameters: object): Sender => ({
	type: 'CUSTOM.floor',
	parameters: { title: TITLE, content: CONTENT, isNoting: true, ...parameters },
});

/** What an API takes to answer over the Internet, at the least. */
const ANSWER_AFTER_MS = 50;

/** B8: what a campaign key costs. */
export const campaignKey: Row = {
	id: 'B8',
	title: '100,000 and 1,000,000 tokens with a campaign key, real n8n with default settings',
	async measure({ quick, pairs }, report) {
		const target = await startTarget();
		const far = await startTarget(ANSWER_AFTER_MS);
		const n8n = await startBenchN8n('campaignKey', report);
		try {
			const stored = async (url: string) =>
				await n8n.rest.createCredential({
					name: 'TPNS',
					type: 'tpnsApi',
					data: tpnsCredential(url),
				});
			const credential = await stored(target.url);
			const farCredential = await stored(far.url);
			const large = quick ? 20_000 : 100_000;
			const largest = quick ? 100_000 : 1_000_000;
			const gauged =
				(people: number, more: Record<string, unknown>, by = credential) =>
				async () => {
					const gauged = await runGauged(n8n, people, by, send(more));
					if (gauged.statuses.accepted === people) return gauged;
					throw new Error(`Of ${people} pushes: ${JSON.stringify(gauged.statuses)}`);
				};
			const key = { campaignKey: 'spring-sale' };
			const rounds = await measureRounds(
				{
					farWithout: gauged(large, {}, farCredential),
					farWith: gauged(large, key, farCredential),
					without: gauged(large, {}),
					with: gauged(large, key),
					floor: async () =>
						await runGauged(n8n, large, credential, notingFloor({ notesPerCall: NOTES_PER_CALL })),
				},
				pairs,
			);
			const ms = (name: keyof (typeof rounds)[number]) =>
				`${Math.round(medianOf(rounds.map((round) => round[name].ms)))} ms`;
			const many = await measureRounds(
				{
					without: gauged(largest, {}),
					with: gauged(largest, { ...key, options: { recipientsRemembered: largest } }),
					floor: async () =>
						await runGauged(
							n8n,
							largest,
							credential,
							notingFloor({ notesPerCall: NOTES_PER_CALL_LARGEST, maxEntries: largest }),
						),
				},
				// Each takes a minute and more.
				Math.min(pairs, 3),
				{ warmUp: false },
			);
			return [
				{
					what: `node time, ${words(large)} tokens, with a key ÷ without, answers after ${ANSWER_AFTER_MS} ms`,
					measured: spreadOf(rounds.map((round) => round.farWith.ms / round.farWithout.ms)),
					target: { atMost: 2 },
					note: `${ms('farWith')} to ${ms('farWithout')}`,
				},
				{
					what: `node time, ${words(large)} tokens, with a key ÷ without, answers at once`,
					measured: spreadOf(rounds.map((round) => round.with.ms / round.without.ms)),
					target: { atMost: 2 },
					note: `${ms('with')} to ${ms('without')}; floor ${ms('floor')}`,
					floor: {
						what: `a node that asks n8n’s store for ${words(NOTES_PER_CALL)} tokens at a time, and only sends`,
						ratio: spreadOf(rounds.map((round) => round.with.ms / round.floor.ms)),
					},
				},
				...largestComparisons(words(largest), many),
			];
		} finally {
			await n8n.stop();
			await target.stop();
			await far.stop();
		}
	},
};

function largestComparisons(
	tokens: string,
	rounds: Array<Record<'with' | 'without' | 'floor', Gauged>>,
): Comparison[] {
	const line = (what: string, unit: string, value: (gauged: Gauged) => number): Comparison => {
		const median = (side: 'without' | 'floor') =>
			medianOf(rounds.map((round) => value(round[side]))).toFixed(1);
		return {
			what: `${what}, ${tokens} tokens with a key`,
			measured: spreadOf(rounds.map((round) => value(round.with))),
			unit,
			note: `without a key ${median('without')} ${unit}, floor ${median('floor')} ${unit}`,
		};
	};
	return [
		line('node time', 's', ({ ms }) => ms / 1000),
		line('highest memory of n8n', 'MB', ({ peakMb }) => peakMb),
		line('memory growth of n8n', 'MB', ({ growthMb }) => growthMb),
		{
			...line('longest stop of the event loop', 's', ({ longestStopMs }) => longestStopMs / 1000),
			target: { atMost: 1 },
			floor: {
				what: `a node that asks n8n’s store for ${words(NOTES_PER_CALL_LARGEST)} tokens at a time, and only sends`,
				ratio: spreadOf(
					rounds.map((round) => round.with.longestStopMs / round.floor.longestStopMs),
				),
			},
		},
	];
}

/** Runs a send in a workflow of its own, so that its memory is empty. */
async function runGauged(
	{ rest, userFolder }: BenchN8n,
	people: number,
	credential: { id: string; name: string },
	sender: Sender,
): Promise<Gauged> {
	const file = join(userFolder, 'gauged.json');
	await rm(file, { force: true });
	const workflow = linked('Campaign key', [
		{
			name: TRIGGER,
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			parameters: {},
		},
		{
			name: 'Contacts',
			type: 'CUSTOM.audience',
			typeVersion: 1,
			parameters: { count: people },
		},
		{
			name: 'Send',
			typeVersion: 1,
			credentials: { tpnsApi: credential },
			...sender,
		},
		{ name: 'Gauge', type: 'CUSTOM.gauge', typeVersion: 1, parameters: { file } },
	]);
	const { id } = await rest.createWorkflow({
		...workflow,
		settings: { executionOrder: 'v1', saveManualExecutions: false },
	});
	await rest.startWorkflow(id, TRIGGER);
	for (const end = Date.now() + RUN_TIMEOUT_MS; ; await sleep(200)) {
		const text = await readFile(file, 'utf8').catch(() => '');
		if (text !== '') {
			return JSON.parse(text) as Gauged;
		}
		if (Date.now() > end) throw new Error(`${people} pushes took too long, see n8n.log`);
	}
}

function words(count: number): string {
	return count.toLocaleString('en');
}
