import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { repositoryFolder } from '../n8n/paths.mts';
import type { Workflow } from '../n8n/types.mts';
import { PACKAGE } from './nodeType.mts';
import type { CredentialReference, Stage } from './stage.mts';

const folder = join(repositoryFolder, 'examples');

/** The files of the example workflows, in order. */
export async function exampleFiles(): Promise<string[]> {
	return (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
}

/** An example workflow as it is in the repository. */
export async function readExample(file: string): Promise<Workflow> {
	return JSON.parse(await readFile(join(folder, file), 'utf8')) as Workflow;
}

/** What the examples meet on this machine. */
export interface Surroundings extends Pick<Stage, 'credentials' | 'emulator'> {
	/** Stands for the CRM and the chat rooms. */
	othersUrl: string;
	/** For n8n's Postgres node. */
	postgres?: CredentialReference;
}

/** An example workflow with its addresses on this machine, and with credentials. */
export function placed(
	workflow: Workflow,
	{ credentials, emulator, othersUrl, postgres }: Surroundings,
): Workflow {
	const text = JSON.stringify(workflow)
		.replaceAll('http://127.0.0.1:7800', emulator.url)
		.replaceAll(/https:\/\/[a-z]+\.example\.com/g, othersUrl);
	const local = JSON.parse(text) as Workflow;
	for (const node of local.nodes) {
		if (isOurs(node.type)) {
			const type = node.type.includes('.tpns') ? 'tpnsApi' : 'tencentChatApi';
			node.credentials = { [type]: credentials[type] };
		} else if (node.type === 'n8n-nodes-base.postgres' && postgres) {
			node.credentials = { postgres };
		}
	}
	return local;
}

export function isOurs(type: string): boolean {
	return type.startsWith(`${PACKAGE}.`);
}
