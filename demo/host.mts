import type { CredentialInput, RunData, Workflow } from '../e2e/n8n/types.mts';

/** Something that runs n8n workflows: n8n's engine in this process, or an n8n with its editor. */
export interface Host {
	/** E.g. `engine 2.41.1, in this process`. */
	readonly title: string;
	/** Stores a credential, and returns what a node names to use it. */
	addCredential(credential: CredentialInput): Promise<{ id: string; name: string }>;
	/** Runs a workflow from its manual trigger to its end; throws when it ends with an error. */
	run(workflow: Workflow): Promise<RunData>;
	/** Publishes a workflow that starts with a webhook, and returns the webhook's URL. */
	publish(workflow: Workflow): Promise<string>;
	/** Resolves when no execution that a webhook started is running. */
	idle(): Promise<void>;
	/** Lines for people, shown at the end: where to look at the workflows. */
	readonly addresses: ReadonlyArray<readonly [name: string, address: string]>;
	/** Resolves with what to tell when the host has ended. */
	readonly ended: Promise<string>;
	close(): Promise<void>;
}

/** An execution that a webhook started. */
export interface WebhookRun {
	/** The nodes that ran, in order, with the number of items that left each by its first output. */
	steps: Array<{ node: string; items: number }>;
	error?: string;
}
