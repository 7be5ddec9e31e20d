import { createServer, type AddressInfo } from 'node:net';

/** A port of the loopback interface that nothing listens on. */
export async function freePort(): Promise<number> {
	return await listenOnce(0);
}

/** The port if it is free, otherwise another one. */
export async function preferPort(port: number): Promise<number> {
	return await listenOnce(port).catch(() => freePort());
}

/** Throws a message for the user when something listens on the port already. */
export async function assertPortFree(port: number, option: string): Promise<void> {
	try {
		await listenOnce(port);
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		if (code === 'EADDRINUSE') {
			throw new Error(`Port ${port} is taken. Choose another one with ${option}.`);
		}
		throw new Error(`Port ${port} cannot be used (${message}). Choose another one with ${option}.`);
	}
}

async function listenOnce(port: number): Promise<number> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const taken = (server.address() as AddressInfo).port;
			server.close(() => resolve(taken));
		});
	});
}
