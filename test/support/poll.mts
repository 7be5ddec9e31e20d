import { PollContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeParameters,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { credentialsHelper, loadPackage } from './engine.mts';

export interface PollOptions {
	/** E.g. `tpnsTrigger`. */
	node: string;
	parameters: INodeParameters;
	credentials: Record<string, ICredentialDataDecryptedObject>;
}

/**
 * A poll trigger as n8n runs it: one workflow object for as long as it is active, whose static data
 * is stored when the trigger is activated and when it gives something out, and at no other time.
 */
export class ActivePoll {
	readonly #options: PollOptions;
	readonly #id: string;
	/** What the node writes to n8n's log. */
	readonly log: string[] = [];
	#workflow: Workflow | undefined;
	/** What was stored, the latest last. */
	#stored = ['{}'];

	/** @param id of the workflow */
	constructor(options: PollOptions, id = 'poll') {
		this.#options = options;
		this.#id = id;
	}

	/** The form of the trigger, which a user may change. */
	get parameters(): INodeParameters {
		return this.#options.parameters;
	}

	/** The same trigger in another workflow. */
	as(id: string): ActivePoll {
		return new ActivePoll(this.#options, id);
	}

	/** Ends n8n before the last so many times that the state was stored. */
	async crash(times: number): Promise<void> {
		this.#stored.length -= times;
		this.#workflow = await this.#load();
	}

	/** Activates the trigger, from what was stored, as a start of n8n does. */
	async activate(): Promise<IDataObject[]> {
		this.#workflow = await this.#load();
		const items = await this.poll();
		this.#stored.push(JSON.stringify(this.#workflow.staticData));
		return items;
	}

	/** Polls once; throws what n8n would store as a failed execution. */
	async poll(): Promise<IDataObject[]> {
		if (!this.#workflow) throw new Error('not active');
		const items = await this.#run(this.#workflow, 'trigger');
		if (items.length > 0) this.#stored.push(JSON.stringify(this.#workflow.staticData));
		return items;
	}

	/** What "Execute step" in the editor does. */
	async pollManually(): Promise<IDataObject[]> {
		const workflow = await this.#load();
		const before = JSON.stringify(workflow.staticData);
		const items = await this.#run(workflow, 'manual');
		if (JSON.stringify(workflow.staticData) !== before) throw new Error('the state has changed');
		return items;
	}

	/** The static data that is stored. */
	get stored(): string {
		return this.#stored.at(-1) ?? '{}';
	}

	async #load(): Promise<Workflow> {
		const loader = await loadPackage();
		const { node, parameters, credentials } = this.#options;
		const nodeTypes = {
			getByNameAndVersion: () => loader.getNode(node).type,
			getByName: () => loader.getNode(node).type,
			getKnownTypes: () => ({}),
		} as unknown as INodeTypes;
		return new Workflow({
			id: this.#id,
			nodes: [
				{
					id: '1',
					name: 'Trigger',
					type: `n8n-nodes-tencent-push.${node}`,
					typeVersion: 1,
					position: [0, 0],
					parameters,
					credentials: Object.fromEntries(
						Object.keys(credentials).map((name) => [name, { id: name, name }]),
					),
				},
			],
			connections: {},
			active: true,
			nodeTypes,
			staticData: JSON.parse(this.stored) as IDataObject,
			settings: {},
		});
	}

	async #run(workflow: Workflow, mode: 'trigger' | 'manual'): Promise<IDataObject[]> {
		const loader = await loadPackage();
		const node = workflow.getNode('Trigger');
		if (!node) throw new Error('no trigger');
		const additionalData = {
			credentialsHelper: credentialsHelper(loader, this.#options.credentials),
		} as unknown as IWorkflowExecuteAdditionalData;
		const activation = mode === 'manual' ? 'manual' : 'activate';
		const context = new PollContext(workflow, node, additionalData, mode, activation);
		const log = (message: string) => this.log.push(message);
		Object.defineProperty(context, 'logger', {
			value: { error: log, warn: log, info: log, debug: log },
		});
		const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		const output = await type.poll?.call(context);
		return output?.flat().map(({ json }) => json) ?? [];
	}
}
