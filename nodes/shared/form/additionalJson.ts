import type { Field } from '../fields/field';
import { field } from '../fields/field';
import { FieldError } from '../fields/fieldError';
import type { JsonObject } from '../fields/json';
import { readJsonObject } from '../fields/json';

/**
 * Request fields of both APIs that say who gets a push, or which push is revoked, with nothing but
 * their letters, as a server may read them. Source: docs/api/tpns.md 1.1,
 * docs/api/push-service.md 3.a, 3.b, 3.c, 6.1, 6.2.
 */
const AUDIENCE_FIELDS: ReadonlySet<string> = new Set([
	'account',
	'accountlist',
	'accountpushtype',
	'accounttype',
	'audiencetype',
	'condition',
	'environment',
	'groupid',
	'tagitems',
	'taglist',
	'tagrules',
	'taskid',
	'toaccount',
	'token',
	'tokenlist',
	'topicid',
	'uploadid',
]);

/**
 * Fields of a request that have no field in the form; merged last. They cannot change who gets the
 * push, because the form's guards would not see it.
 *
 * @param description what they are merged into, with an example
 * @param title the field's name in messages
 */
export function additionalJson(
	description: string,
	title = 'Additional JSON',
): Field<JsonObject | undefined> {
	return field(
		{
			displayName: 'Additional JSON',
			name: 'additionalJson',
			type: 'json',
			default: '{}',
			description,
		},
		(value) => {
			const additional = readJsonObject(value, title);
			checkAudience(additional, title);
			return additional;
		},
	);
}

/** @throws FieldError when it names the audience, which stands at the top of each request */
function checkAudience(additional: JsonObject | undefined, title: string): void {
	const audience = Object.keys(additional ?? {}).find((name) =>
		AUDIENCE_FIELDS.has(name.normalize('NFKC').replace(/\P{L}/gu, '').toLowerCase()),
	);
	if (audience === undefined) return;
	throw new FieldError(
		title,
		`has "${audience}", which sets the audience`,
		'Choose the audience with the operation and its own fields',
	);
}
