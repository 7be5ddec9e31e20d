import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { assertPortFree, preferPort } from '../../e2e/n8n/ports.mts';
import type { Report } from '../terminal.mts';
import type { Host, WebhookRun } from '../host.mts';

/**
 * Starts n8n's engine in this process. It keeps its settings in a folder that is removed at the end.
 *
 * @param port of the webhooks; 5678 or a free one unless given
 * @param report is told of the progress
 * @param onWebhookRun is told of each execution that a webhook started, at its end
 */
export async function openEngine(
	port: number | undefined,
	report: Report,
	onWebhookRun: (run: WebhookRun) => void,
): Promise<Host> {
	if (port) await assertPortFree(port, '--port');
	const folder = await mkdtemp(join(tmpdir(), 'tencent-push-demo-'));
	// n8n-core reads these when it is loaded.
	process.env.N8N_USER_FOLDER = folder;
	process.env.N8N_LOG_LEVEL = 'silent';
	report("n8n's engine starts");
	const { startEngine } = await import('./host.mts');
	const host = await startEngine(port ?? (await preferPort(5678)), onWebhookRun);
	return {
		...host,
		async close() {
			await host.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
