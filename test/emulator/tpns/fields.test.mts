import { endpoints } from '../../../emulator/tpns/endpoints.mts';
import { unknownFields } from '../../../emulator/tpns/unknownFields.mts';

describe('unknownFields', () => {
	const push = endpoints.find((endpoint) => endpoint.path === '/v3/push/app')!.body;

	it('names what the API does not know, however deep', () => {
		const body = {
			audience_type: 'tag',
			tags: [],
			message: { android: { colour: 1, ring: 1 }, ios: { aps: { alert: { anything: 1 } } } },
			tag_rules: [{ tag_items: [{ tag: 'a' }, { tag: 'b' }] }],
		};
		expect(unknownFields(push, body)).toEqual([
			'tags',
			'message.android.colour',
			'tag_rules[].tag_items[].tag',
		]);
	});
});
