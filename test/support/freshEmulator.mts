import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/server.mts';
import { startExpressionEngine, stopExpressionEngine } from './engine.mts';

/** The emulator of the test that runs. */
export let emulator: Emulator;

/** Gives the tests of a file n8n's expressions, and each of them an emulator of its own. */
export function freshEmulatorForEachTest(options: EmulatorOptions = {}): void {
	beforeAll(() => startExpressionEngine());
	afterAll(() => stopExpressionEngine());
	beforeEach(async () => {
		emulator = await startEmulator(options);
	});
	afterEach(() => emulator.close());
}

/** Puts a new emulator in the place of the test's one. */
export async function renewEmulator(): Promise<void> {
	await emulator.close();
	emulator = await startEmulator();
}
