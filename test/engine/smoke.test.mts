import { type Emulator, startEmulator } from '../../emulator/server.mts';
import { runNode, startExpressionEngine, stopExpressionEngine } from '../support/engine.mts';

let emulator: Emulator;
beforeAll(async () => {
	await startExpressionEngine();
	emulator = await startEmulator({ contacts: 10 });
});
afterAll(async () => {
	await stopExpressionEngine();
	await emulator.close();
});

test('a push goes out', async () => {
	const result = await runNode({
		node: 'tpns',
		parameters: {
			resource: 'push',
			operation: 'sendToDevices',
			devices: '={{ $json.token }}',
			title: '=Hi {{ $json.name }}',
			content: 'C',
		},
		items: [{ token: 'abc', name: 'x' }],
		credentials: {
			tpnsApi: {
				accessId: '1500001048',
				secretKey: '1452fcebae9f3115ba794fb0fff2fd73',
				region: 'custom',
				baseUrl: emulator.url,
				authMethod: 'signature',
			},
		},
	});
	console.log(JSON.stringify(result.output), result.error, result.hints);
});
