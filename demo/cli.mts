import { Command, InvalidArgumentError } from 'commander';

import { LockedError } from '../e2e/n8n/lock.mts';
import { buildIfNeeded } from './build.mts';
import { type Cloud, startCloud } from './cloud.mts';
import { openEditor } from './editor.mts';
import { openEngine } from './engine/index.mts';
import type { Host } from './host.mts';
import { sayRun, show } from './show.mts';
import { bold, link, quiet, say, step } from './terminal.mts';

interface Options {
	once?: boolean;
	editor?: boolean;
	build: boolean;
	port?: number;
	emulatorPort?: number;
	contacts: number;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const options = new Command('demo')
	.description("Sends a push to the contacts of an emulated Tencent cloud, in n8n's own engine.")
	.option('--once', 'click a phone and end, with exit code 0 if everything went as expected')
	.option('--editor', 'run in n8n with its editor, installed on first use (2.2 GB, a few minutes)')
	.option('--contacts <number>', 'contacts in the address book', atLeastOne, 2500)
	.option('--port <number>', 'port of n8n (default: 5678, or a free one)', wholeNumber)
	.option(
		'--emulator-port <number>',
		'port of the emulator (default: 7800, or a free one)',
		wholeNumber,
	)
	.option('--no-build', 'use dist/ without checking that it is up to date')
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
let host: Host | undefined;
let cloud: Cloud | undefined;

process.exit(await main());

async function main(): Promise<number> {
	try {
		const unexpected = await Promise.race([demo(), interrupted]);
		if (unexpected === 'interrupted') {
			say('\n  Stopped before the demo was finished.');
			return 130;
		}
		if (options.once) return unexpected.length === 0 ? 0 : 1;
		const why = await Promise.race([interrupted, host?.ended]);
		if (why !== 'interrupted') throw new Error(why);
		say('\n  Stopping …');
		return 0;
	} catch (error) {
		const message =
			error instanceof LockedError
				? 'A demo with the editor is running already. Stop it first.'
				: (error as Error).message;
		console.error(`\n${message}`);
		return 1;
	} finally {
		await host?.close();
		await cloud?.close();
	}
}

/** Everything from the build to the phones; what it starts keeps running. */
async function demo(): Promise<string[]> {
	const { contacts, once = false, editor = false } = options;
	say();
	say(bold('Tencent Push for n8n'));
	say(
		quiet('A campaign and its follow-up, with an emulated Tencent cloud, on this computer only.'),
	);
	say();
	if (options.build) {
		await step('Package', async (report) =>
			(await buildIfNeeded(report)) ? 'built' : 'built before, and up to date',
		);
	}
	await step('n8n', async (report) => {
		host = editor
			? await openEditor(options.port, report)
			: await openEngine(options.port, report, sayRun);
		return host.title;
	});
	await step('Tencent', async () => {
		cloud = await startCloud(options.emulatorPort, contacts);
		return `emulated at ${cloud.url}, with ${contacts.toLocaleString('en')} contacts`;
	});
	if (!host || !cloud) return ['nothing was started'];
	const unexpected = await show(host, cloud, { contacts, clickItself: once });
	if (once) return unexpected;
	const names = host.addresses.map(([name]) => name.length);
	for (const [name, address] of host.addresses) {
		const shown = address.startsWith('http') ? link(address) : address;
		say(`   ${name.padEnd(Math.max(...names))}  ${shown}`);
	}
	if (host.addresses.length > 0) say();
	if (!editor) {
		say(
			quiet(
				'HTTP Request, Filter and Remove Duplicates are stand-ins here: the real ones come with n8n.',
			),
		);
		say(quiet('npm run demo -- --editor runs all of this in n8n, with its editor.'));
	}
	say(quiet('Ctrl-C ends the demo.'));
	say();
	return unexpected;
}

function atLeastOne(text: string): number {
	const number = wholeNumber(text);
	if (number < 1) throw new InvalidArgumentError('There must be at least one.');
	return number;
}

function wholeNumber(text: string): number {
	if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Not a whole number.');
	return Number(text);
}
