import { Command, InvalidArgumentError } from 'commander';
import { readAnswers, replayAnswers } from './answers.mts';
import { applySeedFile } from './seedFile.mts';
import { startEmulator } from './server.mts';

interface Options {
	port: number;
	host: string;
	contacts: number;
	seedFile?: string;
	answers?: string;
	strictRates: boolean;
	quotas: boolean;
}

const program = new Command('emulator')
	.description('A stand-in for TPNS and the Push Service of Tencent Cloud Chat, kept in memory.')
	.option('--port <number>', 'port to listen on; 0 takes a free one', wholeNumber, 7800)
	.option('--host <address>', 'address to listen on', '127.0.0.1')
	.option('--contacts <number>', 'people with phones to start with', wholeNumber, 2500)
	.option('--seed-file <path>', 'JSON with further TPNS apps and devices')
	.option(
		'--answers <path>',
		'fixtures.json of a live check: each request to its paths gets the next of its answers',
	)
	.option('--no-strict-rates', 'do not enforce 1 request a second')
	.option('--no-quotas', 'do not enforce requests an hour and a day')
	.parse();

const options = program.opts<Options>();

try {
	await run();
} catch (error) {
	const { code, message } = error as NodeJS.ErrnoException;
	const hint = code === 'EADDRINUSE' ? ` Port ${options.port} is taken; try --port 0.` : '';
	console.error(`The emulator did not start: ${message}.${hint}`);
	process.exit(1);
}

async function run(): Promise<void> {
	const emulator = await startEmulator({
		port: options.port,
		host: options.host,
		contacts: options.contacts,
		tpns: { settings: { rates: options.strictRates, quotas: options.quotas } },
	});
	if (options.seedFile) applySeedFile(options.seedFile, emulator.tpns);
	if (options.answers) replayAnswers(readAnswers(options.answers), emulator.control);
	const { contacts, devices } = emulator.context;
	const { accessId } = emulator.tpns.app();
	const known = contacts.filter(({ token }) => devices.byToken(accessId, token)).length;

	console.log(`Emulator  ${emulator.url}`);
	console.log(
		`Contacts  ${emulator.url}/_emulator/contacts (${known} of ${contacts.length} known to TPNS)`,
	);
	console.log(`Requests  ${emulator.url}/_emulator/requests`);
	console.log(`State     ${emulator.url}/_emulator/state`);
	for (const line of emulator.announcement()) console.log(line);
	console.log('Ctrl-C ends it.');
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void emulator.close());
	}
}

function wholeNumber(text: string): number {
	if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Not a whole number.');
	return Number(text);
}
