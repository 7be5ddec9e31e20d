import { FieldError } from '../../../shared/fields/fieldError';
import { timeoutOnly } from '../../../shared/form/settings';
import { defineBatched } from '../../../shared/run/batched';
import { device } from '../../audience/token';
import { batchOutcomes } from '../batchOutcomes';
import { tags, tagWarning } from './tags';

/** Source: docs/api/tpns.md 1.4, `operator_type`. */
const REPLACE = 6;

/** Tags in a request. Source: docs/api/tpns.md 1.4, `tag_list`. */
const TAGS_PER_REQUEST = 500;

export const replaceOnDevice = defineBatched({
	value: 'replaceOnDevice',
	name: 'Replace on Device',
	action: 'Replace tags of device',
	description:
		'Replace the custom tags of a device. If every tag has the form key:value, only tags with the same keys are replaced.',
	fields: { device, tags, options: timeoutOnly },
	recipients: {
		from: ['device', 'tags'],
		of: (values) => [{ token: values.device, tags: checkCount(values.tags) }],
		key: ({ token }) => token,
		merge: (earlier, later) => ({ ...later, tags: replaced(earlier.tags, later.tags) }),
		describe: (tagged) => ({ ...tagged }),
		plural: 'devices',
	},
	limit: 1,
	request: (_message, [tagged]) => ({
		path: '/v3/device/tag',
		body: { operator_type: REPLACE, token_list: [tagged.token], tag_list: tagged.tags },
	}),
	outcomes: (answer, [tagged]) => ({
		...batchOutcomes(answer, 1)[0],
		...tagWarning(tagged.tags),
	}),
});

/** @throws FieldError when a request cannot hold the tags */
function checkCount(given: string[]): string[] {
	if (given.length <= TAGS_PER_REQUEST) return given;
	throw new FieldError(
		'Tags',
		`has ${given.length} tags, and a request takes at most ${TAGS_PER_REQUEST}`,
		'Give fewer tags',
	);
}

/** What two replacements leave, one after the other: tags with a key replace only those of it. */
function replaced(earlier: string[], later: string[]): string[] {
	const keys = later.map(keyOf);
	if (keys.includes(undefined)) return later;
	return [...earlier.filter((tag) => !keys.includes(keyOf(tag))), ...later];
}

function keyOf(tag: string): string | undefined {
	const end = tag.indexOf(':');
	return end > 0 ? tag.slice(0, end) : undefined;
}
