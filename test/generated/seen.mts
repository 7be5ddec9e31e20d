import type { IDataObject } from 'n8n-workflow';
import { startEmulator } from '../../emulator/server.mts';
import type { RunResult } from '../support/engine.mts';
import { pageUrlIn, visitQuestion } from '../support/question.mts';
import { runSample, type SampledOperation } from '../samples/all.mts';

/** What was seen of an operation's sample. */
export interface Seen {
	/** Requests that reached the cloud, oldest first. */
	requests: Array<{ path: string }>;
	/** JSON of the items that came out; at least one. */
	output: IDataObject[];
}

const runs = new Map<SampledOperation, Promise<Seen>>();

/** Runs an operation's sample, once for all generated files. Throws when it does not succeed. */
export async function seen(operation: SampledOperation): Promise<Seen> {
	const known = runs.get(operation) ?? run(operation);
	runs.set(operation, known);
	return await known;
}

async function run(operation: SampledOperation): Promise<Seen> {
	const emulator = await startEmulator({ contacts: 20, unknownTokens: 1 });
	try {
		const result = await runSample(emulator, operation);
		const { output, error } = result;
		const requests = emulator.control.requests();
		if (error || output.length === 0) {
			throw new Error(`The sample of ${operation.key} gives nothing: ${error?.message}`);
		}
		return {
			requests: requests.map(({ path }) => ({ path })),
			output: result.run.waitTill
				? [await answered(result, requests.at(-1)?.body)]
				: output.map(({ json }) => json),
		};
	} finally {
		await emulator.close();
	}
}

/** What a person's approval gives. */
async function answered(asked: RunResult, body: unknown): Promise<IDataObject> {
	const { resumedWith } = await visitQuestion(asked, pageUrlIn(body), { answer: 'approve' });
	if (!resumedWith) throw new Error('The question takes no answer');
	return resumedWith;
}
