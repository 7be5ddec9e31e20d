import { timeoutOnly } from '../../../shared/form/settings';
import { defineBatched } from '../../../shared/run/batched';
import { batchOutcomes } from '../batchOutcomes';
import { tags, tagWarning } from './tags';

/** Tags in a request. Source: docs/api/tpns.md 1.5. */
const TAGS_PER_REQUEST = 500;

export const deleteTags = defineBatched({
	value: 'delete',
	name: 'Delete',
	action: 'Delete tags',
	description: 'Remove tags from all devices and from the app',
	fields: { tags, options: timeoutOnly },
	recipients: {
		from: ['tags'],
		of: (values) => values.tags,
		key: (tag) => tag,
		describe: (tag) => ({ tag }),
		plural: 'tags',
	},
	limit: TAGS_PER_REQUEST,
	request: (_message, tagList) => ({
		path: '/v3/device/tag/delete_all_device',
		body: { tag_list: tagList },
	}),
	outcomes: (answer, deleted) =>
		batchOutcomes(answer, deleted.length).map((outcome, index) => ({
			...outcome,
			...tagWarning([deleted[index]]),
			...(outcome.status === 'accepted' ? { extra: { deleted: true } } : {}),
		})),
});
