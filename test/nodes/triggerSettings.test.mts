import type { IDataObject, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import { FieldError } from '../../nodes/shared/fields/fieldError.ts';
import { readSettings as readCallbackSettings } from '../../nodes/TencentPushTrigger/settings.ts';
import { readSettings as readPollSettings } from '../../nodes/TpnsTrigger/settings.ts';

/** What n8n gives of a form. */
const contextOf = (form: IDataObject) => ({
	getNodeParameter: (name: string, fallback: unknown) => (name in form ? form[name] : fallback),
	getTimezone: () => 'Europe/Berlin',
});
const readCallback = (form: IDataObject) =>
	readCallbackSettings(contextOf(form) as unknown as IWebhookFunctions);
const readPoll = (form: IDataObject) =>
	readPollSettings(contextOf(form) as unknown as IPollFunctions);

type Form = (value: unknown) => IDataObject;
const filter =
	(name: string): Form =>
	(value) => ({ filters: { [name]: value } as IDataObject });
const field =
	(name: string): Form =>
	(value) =>
		({ [name]: value }) as IDataObject;

const choices: Array<[string, Form, (form: IDataObject) => unknown, string[]]> = [
	['Return', field('output'), (form) => readCallback(form).output, ['event', 'callback']],
	['Result', filter('result'), (form) => readCallback(form).filter.result, ['all', 'failure']],
];

test.each(choices)('%s is one of its values, or refused', (name, formOf, read, values) => {
	for (const value of values) expect(read(formOf(value))).toBe(value);
	for (const value of [undefined, null, '', ' ', [], {}, 'other', 0, true]) {
		expect(() => read(formOf(value))).toThrow(FieldError);
		expect(() => read(formOf(value))).toThrow(name);
	}
});

const switches: Array<[string, Form, (form: IDataObject) => unknown]> = [
	['Simplify', field('simplify'), (form) => readCallback(form).simplify],
	['Simplify', field('simplify'), (form) => readPoll(form).simplify],
	['Include Report', field('includeReport'), (form) => readPoll(form).includeReport],
];

test.each(switches)('%s is true or false in any spelling, or refused', (name, formOf, read) => {
	for (const value of [true, 'true', 'Yes', 1, '1']) expect(read(formOf(value))).toBe(true);
	for (const value of [false, 'false', 'NO', 0, '0']) expect(read(formOf(value))).toBe(false);
	for (const value of [undefined, null, '', 'maybe', 2, [], {}]) {
		expect(() => read(formOf(value))).toThrow(FieldError);
		expect(() => read(formOf(value))).toThrow(name);
	}
});

test('an empty form has its defaults', () => {
	expect(readCallback({})).toMatchObject({
		output: 'event',
		simplify: true,
		filter: { result: 'all' },
	});
	expect(readPoll({})).toMatchObject({ includeReport: false, simplify: true });
});
