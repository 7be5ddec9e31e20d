import type { Workflow } from '../e2e/n8n/types.mts';
import { CALLBACK_TOKEN } from '../e2e/support/credentials.mts';
import { type Cloud, people } from './cloud.mts';
import type { Host, WebhookRun } from './host.mts';
import { deviations, outcomeColumns, outcomeRows, readOutcome } from './outcome.mts';
import {
	bad,
	bold,
	type Column,
	good,
	link,
	quiet,
	say,
	sayTable,
	statusColor,
} from './terminal.mts';
import { pathOf, prepareWorkflows } from './workflows.mts';

const FOLLOW_UP_TIMEOUT_MS = 20_000;
const sampleColumns: Column[] = [{}, { color: statusColor }, { color: quiet }];

/**
 * Runs the campaign, shows its results, and publishes the follow-up with four phones to click.
 *
 * @param contacts in the emulator's address book
 * @param clickItself also clicks one of the phones and waits for the follow-up
 * @returns what is not as it should be; empty when all is well
 */
export async function show(
	host: Host,
	cloud: Cloud,
	{ contacts, clickItself }: { contacts: number; clickItself: boolean },
): Promise<string[]> {
	const { campaign, followUp, welcome } = await prepareWorkflows(host, cloud);

	heading(1, campaign);
	const outcome = readOutcome(await host.run(campaign), cloud);
	sayTable(outcomeColumns, outcomeRows(outcome));
	sayTable(sampleColumns, sampleRows(outcome.results));
	const unexpected = deviations(outcome, contacts);

	heading(2, followUp);
	const url = await host.publish(followUp);
	cloud.pushService.callbacks.configure({ url, token: CALLBACK_TOKEN });
	await host.run(welcome);
	say();
	cloud.watch((what, user, { title }) => {
		const line = `   ${quiet(clock())}  ${bold(user)} ${what === 'clicked' ? what : 'received'} "${title}"`;
		if (what === 'clicked') say(line);
		// After the line of the execution that has sent it.
		else void host.idle().then(() => say(line));
	});
	const names = [...people.keys()];
	say(`   ${names.slice(0, -1).join(', ')} and ${names.at(-1)} have a push on their phones.`);
	say(`   ${bold('Click one:')} ${link(cloud.phonesUrl)}`);
	say();
	if (clickItself) {
		const [user] = names;
		const arrival = cloud.nextNotification(user, FOLLOW_UP_TIMEOUT_MS);
		await cloud.click(user);
		if (!(await arrival)) unexpected.push(`no follow-up after a click on ${user}'s phone`);
		await host.idle();
	}
	for (const what of unexpected) say(`${bad('✘')} Unexpected: ${what}`);
	return unexpected;
}

/** Writes what a click has started. */
export function sayRun({ steps, error }: WebhookRun): void {
	const path = steps.map(({ node, items }) => `${node} ${items > 0 ? good(String(items)) : '0'}`);
	say(`             ${path.join(quiet(' → '))}`);
	if (error) say(`             ${bad(error)}`);
	else if (steps.at(-1)?.items === 0) {
		say(`             ${quiet(`"${steps.at(-1)?.node}" returned no items.`)}`);
	}
}

function heading(number: number, workflow: Workflow): void {
	say();
	say(`${bold(`${number}  ${workflow.name}`)}`);
	say(`   ${quiet(pathOf(workflow).join(' → '))}`);
}

/** A result or two of each status. */
function sampleRows(results: Array<{ contact: string; json: Record<string, unknown> }>) {
	const rows = ['accepted', 'invalid', 'unknown', 'failed'].flatMap((status) =>
		results.filter(({ json }) => json.status === status).slice(0, 2),
	);
	return rows.map(({ contact, json }) => [
		contact,
		String(json.status),
		String(json.reason ?? `push ID ${String(json.pushId)}`),
	]);
}

function clock(): string {
	return new Date().toLocaleTimeString('en', { hourCycle: 'h23' });
}
