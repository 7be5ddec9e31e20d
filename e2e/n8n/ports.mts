import getPort from 'get-port';

const host = '127.0.0.1';

/** A port of the loopback interface that nothing listens on. */
export async function freePort(): Promise<number> {
	return await getPort({ host });
}

/** The port if it is free, otherwise another one. */
export async function preferPort(port: number): Promise<number> {
	return await getPort({ port, host });
}

/** Throws a message for the user when something listens on the port already. */
export async function assertPortFree(port: number, option: string): Promise<void> {
	if ((await preferPort(port)) === port) return;
	throw new Error(`Port ${port} is taken. Choose another one with ${option}.`);
}
