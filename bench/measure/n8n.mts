import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, setGlobalDispatcher } from 'undici';
import { installN8n } from '../../e2e/n8n/install.mts';
import { startN8n, type N8nInstance } from '../../e2e/n8n/instance.mts';
import { installBuiltPackage } from '../../e2e/n8n/package.mts';
import { cacheFolder } from '../../e2e/n8n/paths.mts';
import type { Report } from '../../e2e/n8n/npm.mts';
import { N8nApiError, N8nRest } from '../../e2e/n8n/rest.mts';
import type { Execution, Workflow } from '../../e2e/n8n/types.mts';
import { freshUserFolder } from '../../e2e/n8n/userFolder.mts';
import { floorNodesFolder } from '../peers/nodes/index.mts';
import { TRIGGER } from '../peers/workflows.mts';

// A new connection for each request of the editor's API: an n8n that is busy for seconds closes those
// that it has kept, just when the next request comes.
setGlobalDispatcher(new Agent({ pipelining: 0 }));

const BUSY_MS = 500;

/** A real n8n with the built package, the floor nodes and a user. */
export interface BenchN8n extends N8nInstance {
	rest: N8nRest;
}

/**
 * Starts a real n8n, with its default settings but for those given and for what keeps it on this
 * machine.
 *
 * @param name of its folder below `.cache/bench`
 */
export async function startBenchN8n(
	name: string,
	report: Report,
	env: NodeJS.ProcessEnv = {},
): Promise<BenchN8n> {
	const installation = await installN8n(undefined, report);
	const userFolder = await freshUserFolder(join(cacheFolder, 'bench', name));
	await installBuiltPackage(userFolder);
	const n8n = await startN8n({
		installation,
		userFolder,
		env: { N8N_CUSTOM_EXTENSIONS: floorNodesFolder, ...env },
	});
	const rest = new N8nRest(n8n.url);
	await rest.setupOwner({
		email: 'bench@example.com',
		password: `Bench-${randomBytes(6).toString('hex')}`,
	});
	return { ...n8n, rest };
}

/** Makes a function that runs a workflow and gives the time that some of its nodes took together. */
export async function timedNodes(
	{ rest }: BenchN8n,
	workflow: Workflow,
	nodes: readonly string[],
): Promise<() => Promise<number>> {
	const { id } = await rest.createWorkflow(workflow);
	return async () => {
		const { status, data } = await finished(rest, await rest.startWorkflow(id, TRIGGER));
		const { runData, error } = data.resultData;
		if (status !== 'success') {
			throw new Error(`"${workflow.name}" ended as ${status}: ${error?.message ?? ''}`);
		}
		return nodes.reduce((sum, node) => sum + runData[node][0].executionTime, 0);
	};
}

/** Waits for an execution, also while n8n is too busy to say how it stands. */
async function finished(rest: N8nRest, executionId: string): Promise<Execution> {
	for (;;) {
		try {
			return await rest.waitForExecution(executionId);
		} catch (error) {
			if (!(error instanceof N8nApiError) || error.status !== 503) throw error;
			await sleep(BUSY_MS);
		}
	}
}
