import { createServer } from 'node:http';

/**
 * Stands for the API where an emulator would be the slower side: takes any body and says that it
 * was accepted: `server.mts <port> <milliseconds>`, at once or after a time. GET tells what came.
 */
const [port, answerAfterMs] = process.argv.slice(2).map(Number);
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
		const respond = () => response.writeHead(200, headers).end(answer);
		if (answerAfterMs > 0) setTimeout(respond, answerAfterMs);
		else respond();
	});
});
// Node's defaults give up connections that a busy client has opened or keeps.
server.keepAliveTimeout = 0;
server.headersTimeout = 0;
server.requestTimeout = 0;
server.listen({ port, host: '127.0.0.1', backlog: 65_535 });
