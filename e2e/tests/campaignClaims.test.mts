import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import fc from 'fast-check';

import { itemsOf, type Workflow } from '../n8n/types.mts';
import { arrivalsAt, PUSH_PATH } from '../support/arrivals.mts';
import { postgresCredential } from '../support/credentials.mts';
import { placed, readExample } from '../support/examples.mts';
import { type Recorder, startRecorder } from '../support/recorder.mts';
import { type Service, startPostgres } from '../support/services.mts';
import { type CredentialReference, openStage, type Stage } from '../support/stage.mts';
import { START } from '../support/workflows.mts';

const TOKENS = 200;
const CONTACTS = 500;
const SEED = 17;

let stage: Stage;
let database: Service;
let postgres: CredentialReference;
/** The CRM. */
let crm: Recorder;
let contacts: object[] = [];

before(async () => {
	stage = await openStage('campaign-claims', { emulator: { contacts: TOKENS, unknownTokens: 0 } });
	database = await startPostgres(stage.userFolder);
	postgres = await stage.rest.createCredential(postgresCredential(database));
	crm = await startRecorder(() => contacts);
});

after(async () => {
	await crm?.close();
	await database?.stop();
	await stage?.close();
});

/** Contacts as CRMs give them: tokens with white space, in lists, twice, or none. */
function contactsWith(tokens: string[]): Array<{ token?: unknown; name: string }> {
	const blank = fc.constantFrom('', '', ' ', '\t', '\u00a0', '\u200b', '\ufeff');
	const written = fc
		.tuple(blank, fc.constantFrom(...tokens), blank)
		.map(([before, token, behind]) => before + token + behind);
	const several = fc.array(written, { minLength: 1, maxLength: 3 });
	const token = fc.oneof(
		{ weight: 4, arbitrary: written },
		several,
		fc
			.tuple(several, fc.constantFrom(',', ', ', ';', '\n', '，'))
			.map(([list, by]) => list.join(by)),
		fc.array(fc.constantFrom(...tokens), { maxLength: 3 }).map((list) => JSON.stringify(list)),
		fc.constantFrom(undefined, null, '', '  ', [], 'x'.repeat(40)),
	);
	const name = fc.oneof(
		fc.string(),
		fc.constantFrom("O'Brien", '$1 $2', '{{ 1 }}', '\\', '\u0000', '\ud800'),
	);
	return fc.sample(fc.record({ token, name }), { numRuns: CONTACTS, seed: SEED });
}

async function campaign(name: string): Promise<string> {
	const { emulator, credentials } = stage;
	const workflow: Workflow = placed(await readExample('campaign-across-workers.json'), {
		credentials,
		emulator,
		postgres,
		othersUrl: crm.url,
	});
	for (const { name: node, parameters } of workflow.nodes) {
		if (node === 'Get contacts') parameters.url = crm.url;
		if (node === 'Loop over batches') parameters.batchSize = 50;
		if (node === 'Campaign') {
			const named = { ...JSON.parse(String(parameters.jsonOutput)), name };
			parameters.jsonOutput = JSON.stringify(named);
		}
	}
	return (await stage.rest.createWorkflow(workflow)).id;
}

test(`${CONTACTS} contacts whose tokens are written in many ways, in two executions at once: one push for each token, nobody unclear`, async () => {
	const tokens = stage.emulator.context.contacts.map(({ token }) => token);
	contacts = contactsWith(tokens);
	const named = tokens.filter((token) => JSON.stringify(contacts).includes(token));
	const id = await campaign('written');
	stage.emulator.control.clearRequests();
	// Nothing of this request is accepted, so the next run sends it.
	stage.emulator.control.addFault({ path: PUSH_PATH, kind: 'code', code: 1008019, times: 1 });

	const runs = await Promise.all([1, 2].map(async () => await stage.rest.runWorkflow(id, START)));
	const last = await stage.rest.runWorkflow(id, START);
	for (const { status, data } of [...runs, last]) {
		assert.equal(status, 'success', data.resultData.error?.message);
	}
	const arrivals = arrivalsAt(stage.emulator);
	assert.deepEqual(
		[...arrivals].filter(([, count]) => count > 1),
		[],
	);
	assert.deepEqual([...arrivals.keys()].sort(), named.sort());
	assert.deepEqual(
		itemsOf(last.data.resultData.runData, 'List unclear').map(({ json }) => json),
		[],
	);
});
