import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';

import { installN8n } from '../e2e/n8n/install.mts';
import { startN8n } from '../e2e/n8n/instance.mts';
import { LockedError, takeLock } from '../e2e/n8n/lock.mts';
import { installBuiltPackage } from '../e2e/n8n/package.mts';
import { cacheFolder } from '../e2e/n8n/paths.mts';
import { preferPort } from '../e2e/n8n/ports.mts';
import type { Server } from '../e2e/n8n/process.mts';
import { N8nRest } from '../e2e/n8n/rest.mts';
import { freshUserFolder } from '../e2e/n8n/userFolder.mts';
import { buildIfNeeded } from './build.mts';
import { startClickDemo } from './clicks.mts';
import { startEmulator } from './emulator.mts';
import { deviations, outcomeTable } from './outcome.mts';
import { importExample, runExample } from './run.mts';

interface Options {
	once?: boolean;
	port?: number;
	emulatorPort?: number;
	contacts: number;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const say = (line: string) => console.log(line);
/** What has been started, to be stopped in the opposite order. */
const servers: Server[] = [];

const options = new Command('demo')
	.description('A real n8n sends a push to the contacts of an emulated Tencent cloud.')
	.option('--once', 'end after the run; the status is 0 if everything went as it should')
	.option('--port <number>', 'port of n8n (default: 5678, or a free one)', wholeNumber)
	.option(
		'--emulator-port <number>',
		'port of the emulator (default: 7800, or a free one)',
		wholeNumber,
	)
	.option('--contacts <number>', 'contacts in the address book', wholeNumber, 2500)
	.parse()
	.opts<Options>();

const interrupted = new Promise<'interrupted'>((resolve) => {
	for (const signal of signals) {
		process.once(signal, () => {
			resolve('interrupted');
			// The second time: without waiting for anything.
			for (const again of signals) process.once(again, () => process.exit(130));
		});
	}
});

process.exit(await main());

async function main(): Promise<number> {
	let release: () => Promise<void>;
	try {
		release = await takeLock(join(cacheFolder, 'demo.lock'));
	} catch (error) {
		if (!(error instanceof LockedError)) throw error;
		console.error('A demo is running already. Stop it first.');
		return 1;
	}
	try {
		const shown = await Promise.race([show(), interrupted]);
		if (shown === 'interrupted') {
			say('\nStopped before the demo was through.');
			return 130;
		}
		if (options.once) return shown.asExpected ? 0 : 1;
		await Promise.race([interrupted, ...servers.map(endsByItself)]);
		say('\nStopping …');
		return 0;
	} catch (error) {
		console.error(`\n${(error as Error).message}`);
		return 1;
	} finally {
		while (servers.length) await servers.pop()?.stop();
		await release();
	}
}

/** Everything from the build to the table; what it starts keeps running. */
async function show(): Promise<{ asExpected: boolean }> {
	await buildIfNeeded(say);
	const installation = await installN8n(undefined, say);
	const userFolder = await freshUserFolder(join(cacheFolder, 'demo'));
	const packed = await installBuiltPackage(userFolder);

	const emulator = await startEmulator(
		options.emulatorPort ?? (await preferPort(7800)),
		options.contacts,
	);
	servers.push(emulator);
	say(`Emulator  ${emulator.url}  with ${options.contacts.toLocaleString('en')} contacts`);

	say(`n8n       starting version ${installation.version} with ${packed.name} ${packed.version} …`);
	const n8n = await startN8n({
		installation,
		userFolder,
		port: options.port ?? (await preferPort(5678)),
		portOption: '--port',
	});
	servers.push(n8n);
	const rest = new N8nRest(n8n.url);
	const owner = { email: 'demo@example.com', password: `Demo-${randomBytes(6).toString('hex')}` };
	await rest.setupOwner(owner);

	const workflowId = await importExample(rest, emulator);
	say(`Workflow  running "CRM contacts to push" …\n`);
	const outcome = await runExample(rest, emulator, workflowId);
	say(outcomeTable(outcome));
	const wrong = deviations(outcome, options.contacts);
	if (wrong.length) console.error(`\nNot as it should be: ${wrong.join('; ')}`);

	say('\nClicks    publishing "Follow-up after a click" and sending a push to four phones …');
	const clicks = await startClickDemo(rest, emulator, n8n.url);
	if (options.once) {
		const followedUp = await clicks.click();
		say(`  A click on a phone ${followedUp ? 'started' : 'did not start'} the workflow.`);
		if (!followedUp) wrong.push('no workflow after a click');
	} else {
		say(`
Click a notification and see the follow-up arrive:
  Phones    ${emulator.url}/phones
  Workflow  ${n8n.url}/workflow/${clicks.workflowId}/executions

Look at the first workflow in the editor:
  Address   ${n8n.url}/workflow/${workflowId}
  E-mail    ${owner.email}
  Password  ${owner.password}

Ctrl-C stops n8n and the emulator.`);
	}
	return { asExpected: wrong.length === 0 };
}

async function endsByItself({ exited, logFile }: Server): Promise<never> {
	throw new Error(`A server ended by itself (${await exited}). See ${logFile}`);
}

function wholeNumber(text: string): number {
	if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Not a whole number.');
	return Number(text);
}
