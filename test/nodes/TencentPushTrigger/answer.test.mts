import { once } from 'node:events';
import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { wasStored } from '../../../nodes/TencentPushTrigger/answer';

/** Sends a request to a server and gives both ends; the client hangs up when told to. */
async function exchange() {
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const client = request({ port: (server.address() as AddressInfo).port });
	client.on('error', () => undefined);
	client.end();
	const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
	return { response, hangUp: () => client.destroy(), close: () => server.close() };
}

test.each([
	[200, true],
	[500, false],
])('an answer of %i means %s', async (status, stored) => {
	const { response, close } = await exchange();
	const result = wasStored(response);
	response.statusCode = status;
	response.end('x');
	await expect(result).resolves.toBe(stored);
	close();
});

test.each([
	[200, true],
	[500, false],
])('an answer of %i to a caller who has hung up means %s', async (status, stored) => {
	const { response, hangUp, close } = await exchange();
	const result = wasStored(response);
	hangUp();
	await once(response, 'close');
	await expect(Promise.race([result, sleep(120, 'waiting')])).resolves.toBe('waiting');
	response.statusCode = status;
	response.end('x');
	await expect(result).resolves.toBe(stored);
	close();
});

test('an answer that was given before is seen', async () => {
	const { response, close } = await exchange();
	response.end('x');
	await once(response, 'close');
	await expect(wasStored(response)).resolves.toBe(true);
	close();
});
