import { defineFoldedOperation } from '../../../shared/run/defineOperation';
import { callOnlyOptions } from '../../../shared/form/commonFields';
import { readTags, tagsField, tagWarning } from './tags';

/** Tags in a call. Source: docs/api/tpns.md 1.5. */
const TAGS_PER_CALL = 500;

export const deleteTags = defineFoldedOperation<null, string>({
	value: 'delete',
	name: 'Delete',
	action: 'Delete tags',
	description: 'Remove tags from all devices and from the app',
	fields: [tagsField, callOnlyOptions],
	audience: {
		fields: ['tags'],
		read: readTags,
		key: (tag) => tag,
		describe: (tag) => ({ tag }),
		limit: TAGS_PER_CALL,
		plural: 'tags',
	},
	build: () => null,
	request: (_message, tags) => ({
		path: '/v3/device/tag/delete_all_device',
		body: { tag_list: tags },
	}),
	outcomes: (_answer, tags) =>
		tags.map((tag) => ({ status: 'accepted', deleted: true, ...tagWarning([tag]) })),
});
