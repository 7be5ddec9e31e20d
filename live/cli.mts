import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { Product } from '../emulator/reference.mts';
import { type Ask, isGiven, readAccount, variables } from './credentials.mts';
import { isAsDocumented, reportOf, table } from './report.mts';
import { type CheckResult, runChecks, type RunOptions } from './run.mts';

interface Options {
	product?: Product;
	to?: string;
	attribute?: string;
	out: string;
	baseUrl?: string;
	pause: string;
}

const options = new Command('live')
	.description(
		'Runs the built nodes against an account of Tencent, and compares each answer with docs/api/. It reads only, unless --to names a recipient; it never sends to anybody else.',
	)
	.addOption(
		new Option('--product <name>', 'default: those with credentials in the environment').choices([
			'tpns',
			'push-service',
		]),
	)
	.option(
		'--to <recipient>',
		'device token (TPNS) or UserID (Push Service) that gets one push, a tag and an attribute for a moment, and a scheduled push that is canceled',
	)
	.option('--attribute <name>', 'with --to: an attribute that the recipient has no value for')
	.option('--out <folder>', 'folder for report.md and fixtures.json', '.cache/live')
	.option('--base-url <address>', 'address of the API, e.g. of the emulator, instead of a region')
	.option('--pause <ms>', 'between two checks', '1100')
	.addHelpText(
		'after',
		`\nCredentials come from ${variables.join(', ')}, or are asked for. They are not stored.`,
	)
	.parse()
	.opts<Options>();

try {
	process.exitCode = await main();
} catch (error) {
	console.error((error as Error).message);
	process.exitCode = 2;
}

/** 0: everything is as documented; 1: something is not. */
async function main(): Promise<number> {
	const products = await chooseProducts();
	if (options.to !== undefined && products.length > 1) {
		throw new Error('--to needs --product: a device token and a UserID are two things');
	}
	const accounts = [];
	for (const product of products) {
		accounts.push(await readAccount(product, process.env, ask, options.baseUrl));
	}
	const userFolder = await mkdtemp(join(tmpdir(), 'live-'));
	try {
		const runNode = await loadEngine(userFolder);
		const results: CheckResult[] = [];
		for (const account of accounts) {
			const { to, attribute } = options;
			const started = (name: string) => console.error(`${account.product} ${name}`);
			const pause = Number(options.pause);
			results.push(...(await runChecks(account, { to, attribute, pause, runNode, started })));
		}
		const secrets = [...accounts.flatMap((one) => one.secrets), options.to ?? ''];
		await write(results, secrets);
		console.log(table(results));
		return isAsDocumented(results) ? 0 : 1;
	} finally {
		await rm(userFolder, { recursive: true, force: true });
	}
}

async function chooseProducts(): Promise<Product[]> {
	if (options.product) return [options.product];
	const all: Product[] = ['tpns', 'push-service'];
	const given = all.filter((product) => isGiven(product, process.env));
	if (given.length > 0) return given;
	const { select } = await prompts();
	return [await select({ message: 'Product', choices: all })];
}

/** Asks on the terminal; without one there is nobody to answer. */
async function ask(...[message, { isSecret, otherwise }]: Parameters<Ask>): Promise<string> {
	const { input, password } = await prompts();
	return isSecret ? await password({ message }) : await input({ message, default: otherwise });
}

async function prompts() {
	if (!process.stdin.isTTY) throw new Error(`Set ${variables.join(', ')}, or use a terminal`);
	return await import('@inquirer/prompts');
}

/** n8n's engine, with its files in a folder that is removed, and without its log. */
async function loadEngine(userFolder: string): Promise<RunOptions['runNode']> {
	process.env.N8N_USER_FOLDER = userFolder;
	process.env.N8N_LOG_LEVEL ??= 'silent';
	await import('../bench/measure/commonJs.mts');
	return (await import('../test/support/engine.mts')).runNode;
}

async function write(results: readonly CheckResult[], secrets: readonly string[]): Promise<void> {
	const { markdown, fixtures } = reportOf(results, secrets);
	await mkdir(options.out, { recursive: true });
	const files = { 'report.md': markdown, 'fixtures.json': JSON.stringify(fixtures, null, '\t') };
	for (const [name, content] of Object.entries(files)) {
		await writeFile(join(options.out, name), content);
	}
	console.error(
		`Written: ${Object.keys(files)
			.map((name) => join(options.out, name))
			.join(', ')}`,
	);
}
