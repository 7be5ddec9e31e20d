import { createRequire } from 'node:module';
import './commonJs.mts';

/** n8n's store of files, in the mode and folder that the environment names; not initialised. */
export async function binaryStore() {
	const { BinaryDataService } = await import('n8n-core');
	// As n8n-core has it, so that there is one container.
	const core = createRequire(createRequire(import.meta.url).resolve('n8n-core'));
	const { Container } = core('@n8n/di') as typeof import('@n8n/di');
	return Container.get(BinaryDataService);
}
