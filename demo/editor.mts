import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { installN8n } from '../e2e/n8n/install.mts';
import { type N8nInstance, startN8n } from '../e2e/n8n/instance.mts';
import { takeLock } from '../e2e/n8n/lock.mts';
import { installBuiltPackage } from '../e2e/n8n/package.mts';
import { cacheFolder } from '../e2e/n8n/paths.mts';
import { preferPort } from '../e2e/n8n/ports.mts';
import { N8nRest } from '../e2e/n8n/rest.mts';
import { freshUserFolder } from '../e2e/n8n/userFolder.mts';
import { webhookListens } from '../e2e/support/webhooks.mts';
import type { Host } from './host.mts';

/**
 * Starts an n8n with its editor, with the built package installed. Installs n8n on first use.
 *
 * @param port of n8n; 5678 or a free one unless given
 * @param report is told of the progress
 * @throws LockedError when such a demo is running already
 */
export async function openEditor(
	port: number | undefined,
	report: (line: string) => void,
): Promise<Host> {
	const release = await takeLock(join(cacheFolder, 'demo.lock'));
	let n8n: N8nInstance | undefined;
	const close = async () => {
		await n8n?.stop();
		await release();
	};
	try {
		const installation = await installN8n(undefined, report);
		const userFolder = await freshUserFolder(join(cacheFolder, 'demo'));
		await installBuiltPackage(userFolder);
		report(`n8n ${installation.version} starts`);
		n8n = await startN8n({
			installation,
			userFolder,
			port: port ?? (await preferPort(5678)),
			portOption: '--port',
		});
		const rest = new N8nRest(n8n.url);
		const owner = { email: 'demo@example.com', password: `Demo-${randomBytes(6).toString('hex')}` };
		await rest.setupOwner(owner);
		return { ...hostOf(n8n, rest, owner), title: `${installation.version}, at ${n8n.url}`, close };
	} catch (error) {
		await close();
		throw error;
	}
}

function hostOf(
	n8n: N8nInstance,
	rest: N8nRest,
	owner: { email: string; password: string },
): Omit<Host, 'title' | 'close'> {
	const addresses: Array<[name: string, address: string]> = [
		['E-mail', owner.email],
		['Password', owner.password],
	];
	return {
		addresses,
		ended: n8n.exited.then((how) => `n8n ended (${how}). See ${n8n.logFile}`),
		// The editor shows executions; nothing here waits for them.
		idle: async () => await Promise.resolve(),
		addCredential: async (credential) => await rest.createCredential(credential),
		async run(workflow) {
			const { id } = await rest.createWorkflow(workflow);
			addresses.unshift([workflow.name, `${n8n.url}/workflow/${id}`]);
			const trigger = workflow.nodes.find(({ type }) => type.endsWith('.manualTrigger'));
			const { status, data } = await rest.runWorkflow(id, String(trigger?.name));
			const { error, runData } = data.resultData;
			if (status === 'success') return runData;
			const why = [error?.message, error?.description].filter(Boolean).join(': ');
			throw new Error(`"${workflow.name}" ended with the status "${status}". ${why}`);
		},
		async publish(workflow) {
			const { id } = await rest.createWorkflow(workflow);
			addresses.unshift([workflow.name, `${n8n.url}/workflow/${id}/executions`]);
			await rest.activateWorkflow(id);
			const trigger = workflow.nodes.find(({ webhookId }) => webhookId);
			const url = `${n8n.url}/webhook/${String(trigger?.parameters.path)}`;
			await webhookListens(url);
			return url;
		},
	};
}
