import { LoadOptionsContext } from 'n8n-core';
import type { INodeListSearchResult, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import { tpnsClient } from '../../emulator/client.mts';
import { credentialsHelper, loadPackage } from '../../support/engine.mts';
import { tpnsCredentials } from '../../support/tpns.mts';

let emulator: Emulator;

beforeEach(async () => {
	emulator = await startEmulator({ contacts: 1, unknownTokens: 0 });
	const client = tpnsClient(emulator);
	for (let index = 0; index < 130; index++) {
		await client('/v3/push/app', {
			audience_type: 'token_list',
			token_list: [emulator.context.contacts[0].token],
			message_type: 'notify',
			message: { title: `Push ${index}`, content: 'Hello' },
		});
	}
});
afterEach(() => emulator.close());

async function search(filter?: string, page?: string, secretKey?: string) {
	const loader = await loadPackage();
	const { type } = loader.getNode('tpns');
	const credential = tpnsCredentials(emulator).tpnsApi;
	const node = {
		id: '1',
		name: 'Node',
		type: 'tpns',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
		credentials: { tpnsApi: { id: '1', name: 'TPNS' } },
	};
	const workflow = new Workflow({
		id: 'test',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		} as never,
	});
	const additionalData = {
		credentialsHelper: credentialsHelper(loader, {
			tpnsApi: { ...credential, ...(secretKey ? { secretKey } : {}) },
		}),
	} as unknown as IWorkflowExecuteAdditionalData;
	const context = new LoadOptionsContext(workflow, node, additionalData, '');
	const method = 'methods' in type ? type.methods?.listSearch?.searchPushes : undefined;
	return (await method?.call(context, filter, page)) as INodeListSearchResult;
}

test('recent pushes are listed with title and time, page by page', async () => {
	const first = await search();
	expect(first.results).toHaveLength(100);
	expect(first.results[0]).toEqual({
		name: expect.stringMatching(/^Push 129 · \d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} \(UTC\+8\)$/),
		value: [...emulator.tpns.app().pushes.keys()].at(-1),
	});
	const second = await search(undefined, first.paginationToken as string);
	expect(second.results).toHaveLength(30);
	expect(second.paginationToken).toBeUndefined();
});

test('a word narrows the list', async () => {
	expect((await search('push 12')).results.map(({ name }) => name.split(' ·')[0])).toEqual(
		Array.from({ length: 10 }, (_, index) => `Push ${129 - index}`),
	);
});

test('a wrong key says what to do', async () => {
	await expect(search(undefined, undefined, 'wrong')).rejects.toThrow(
		/did not accept the signature/,
	);
});
