import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TSchema } from 'typebox';
import { endpoints } from '../../../emulator/tpns/endpoints.mts';
import { unknownFields } from '../../../emulator/tpns/unknownFields.mts';

interface Field {
	name: string;
	fields?: Field[];
}

interface Reference {
	endpoints: Array<{ id: string; path: string; request: Field[] }>;
}

const file = join(__dirname, '../../../docs/api/tpns.json');
const reference = JSON.parse(readFileSync(file, 'utf8')) as Reference;

describe('request fields', () => {
	const documented = reference.endpoints.filter(({ id }) => id !== 'package.upload');

	it.each(documented)('$id: every documented field is read', ({ path, request }) => {
		const schema = endpoints.find((endpoint) => endpoint.path === path)?.body;
		expect(schema).toBeDefined();
		expect([...missing(schema!, request, '')]).toEqual([]);
	});

	it('finds a field that is not read', () => {
		const schema = endpoints[0].body;
		expect([...missing(schema, [{ name: 'message', fields: [{ name: 'hue' }] }], '')]).toEqual([
			'message.hue',
		]);
	});
});

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

function* missing(schema: TSchema, fields: Field[], at: string): Generator<string> {
	const shape = schema as { items?: TSchema; properties?: Record<string, TSchema> };
	const properties = shape.items ? (shape.items as typeof shape).properties : shape.properties;
	for (const { name, fields: inner } of fields) {
		const property = properties?.[name];
		if (!property) yield at + name;
		else if (inner) yield* missing(property, inner, `${at}${name}.`);
	}
}
