import { createServer } from 'node:http';

/**
 * Stands for the API where an emulator would be the slower side: takes any body and says that it
 * was accepted. Listens on the port that is given; GET tells what came.
 */
const answer = JSON.stringify({
	seq: 1,
	push_id: '1000000000000000001',
	ret_code: 0,
	environment: '',
	err_msg: 'NO_ERROR',
	result: '',
	retCode: 0,
	errMsg: 'NO_ERROR',
	uploadId: 1,
});
const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) };
const seen = { calls: 0, bytes: 0 };

const server = createServer((request, response) => {
	if (request.method === 'GET') {
		response.setHeader('content-type', 'application/json').end(JSON.stringify(seen));
		return;
	}
	request.on('data', (chunk: Buffer) => (seen.bytes += chunk.length));
	request.on('end', () => {
		seen.calls++;
		response.writeHead(200, headers).end(answer);
	});
});
// Node's defaults give up connections that a busy client has opened or keeps.
server.keepAliveTimeout = 0;
server.headersTimeout = 0;
server.requestTimeout = 0;
server.listen({ port: Number(process.argv[2]), host: '127.0.0.1', backlog: 65_535 });
