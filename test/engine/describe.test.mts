import type { INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { loadPackage } from '../support/engine.mts';

/** Every property of a node, those in collections included, with the path to it. */
function* walk(
	properties: INodeProperties[],
	path: string[] = [],
): Generator<[string, INodeProperties]> {
	for (const property of properties) {
		// n8n adds it to every poll trigger.
		if (property.name === 'pollTimes') continue;
		const here = [...path, property.name];
		yield [here.join('.'), property];
		for (const option of property.options ?? []) {
			if ('values' in option) yield* walk(option.values, [...here, option.name]);
			else if ('type' in option) yield* walk([option], here);
		}
	}
}

let nodes: Array<[string, INodeProperties[], string[]]> = [];

beforeAll(async () => {
	const loader = await loadPackage();
	nodes = Object.entries(loader.nodeTypes).map(([name, { type }]) => {
		const description = NodeHelpers.getVersionedNodeType(type).description;
		return [name, description.properties, description.credentials?.map((c) => c.name) ?? []];
	});
});

// The rules that n8n's lint checks on literal descriptions, for ours, which are derived.
// Source: n8n's "UX guidelines" and the rules of eslint-plugin-n8n-nodes-base.
describe('every property', () => {
	const broken = (rule: (property: INodeProperties, path: string) => boolean) =>
		nodes.flatMap(([node, properties]) =>
			[...walk(properties)]
				.filter(([, { type }]) => type !== 'notice')
				.filter(([path, property]) => !rule(property, path))
				.map(([path]) => `${node}: ${path}`),
		);

	test('has a Title Case name', () => {
		const small =
			/^(a|an|and|as|at|but|by|for|from|if|in|nor|of|off|on|or|per|so|the|to|up|via|with|yet)$/;
		expect(
			broken(({ displayName }) =>
				displayName
					.split(/[\s/(-]+/)
					.every(
						(word, index) =>
							(index > 0 && small.test(word)) || !/^[a-z]/.test(word) || /^i[A-Z]/.test(word),
					),
			),
		).toEqual([]);
	});

	test('has a description that starts with a capital, and with Whether for a switch', () => {
		expect(
			broken(({ type, description, name }) => {
				if (name === 'resource' || name === 'operation') return true;
				if (type === 'boolean') return /^Whether /.test(description ?? '');
				return (
					description === undefined || /^[A-Z0-9"]/.test(description) || /^iOS/.test(description)
				);
			}),
		).toEqual([]);
	});

	test('ends a description of several sentences with a full stop, and one of a single sentence without', () => {
		expect(
			broken(({ description }) => {
				if (!description) return true;
				const severalSentences = /[\w)\]"}]\. [A-Z]/.test(description.replaceAll('e.g. ', ''));
				return severalSentences === description.endsWith('.');
			}),
		).toEqual([]);
	});

	test('has placeholders that start with "e.g."', () => {
		expect(
			broken(({ placeholder, type }) => {
				if (placeholder === undefined) return true;
				return type === 'collection' || type === 'fixedCollection' || type === 'multiOptions'
					? /^(Add|Choose) /.test(placeholder)
					: placeholder.startsWith('e.g. ');
			}),
		).toEqual([]);
	});

	test('lists options by name from five up', () => {
		expect(
			broken(({ options, type, name }) => {
				const names = (options ?? []).map((option) =>
					'displayName' in option ? option.displayName : option.name,
				);
				// Sends come first in these two, and so in n8n's list of actions.
				if (name === 'resource' || name === 'operation') return true;
				if (names.length < 5 || name === 'weekdays' || type === 'fixedCollection') return true;
				return names.every(
					(each, index) =>
						index === 0 || names[index - 1].localeCompare(each, 'en', { sensitivity: 'base' }) <= 0,
				);
			}),
		).toEqual([]);
	});

	test('has a default of its type', () => {
		expect(
			broken(({ type, default: value, options }) => {
				switch (type) {
					case 'string':
						return typeof value === 'string';
					case 'number':
						return typeof value === 'number';
					case 'boolean':
						return typeof value === 'boolean';
					case 'options':
						return (
							(options ?? []).some((option) => 'value' in option && option.value === value) ||
							value === ''
						);
					case 'multiOptions':
						return Array.isArray(value);
					case 'collection':
					case 'fixedCollection':
					case 'resourceLocator':
						return typeof value === 'object' && value !== null;
					default:
						return value !== undefined;
				}
			}),
		).toEqual([]);
	});

	test('of a required kind is not hidden in a collection', () => {
		expect(broken(({ required }, path) => !required || !path.includes('.'))).toEqual([]);
	});

	test('avoids words that sound like blame', () => {
		expect(
			broken(
				({ description }) => !/\b(error|problem|failure|mistake)s?\b/i.test(description ?? ''),
			),
		).toEqual([]);
	});

	test('writes the short forms right', () => {
		expect(
			broken(
				({ displayName, description }) =>
					!/\b(Id|id|Url|url|Json|json|Api|api|Ios|IOS|Sdk)\b/.test(
						`${displayName} ${(description ?? '').replace(/https?:\S+|\{[^}]*\}|\b[a-z]+[_.][a-z_.]+/g, '')}`,
					),
			),
		).toEqual([]);
	});
});

test("a send comes first in n8n's list of actions", () => {
	for (const [node, properties] of nodes.filter(([, own]) => own[0].name === 'resource')) {
		const [{ options: resources = [] }] = properties;
		const [first] = resources.map((resource) => 'value' in resource && resource.value);
		const list = properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(first),
		);
		const actions = (list?.options ?? []).map((option) => 'action' in option && option.action);
		expect({ node, action: actions[0] }).toEqual({
			node,
			action: expect.stringMatching(/^Send push to/),
		});
	}
});

test('every operation has an action in sentence case without articles, and a description', () => {
	for (const [, properties] of nodes) {
		for (const { options } of properties.filter(({ name }) => name === 'operation')) {
			for (const option of options ?? []) {
				expect(option).toMatchObject({
					action: expect.stringMatching(/^(?!.* (a|an|the) )[A-Z][^A-Z]/),
					description: expect.stringMatching(/^[A-Z]/),
				});
			}
		}
	}
});

test('texts of forms have no semicolons', () => {
	const texts = nodes.flatMap(([node, properties]) =>
		[...walk(properties)].flatMap(([path, { description, hint, options = [] }]) =>
			[description, hint, ...options.map((option) => 'value' in option && option.description)]
				.filter((text) => typeof text === 'string')
				.map((text) => `${node} ${path}: ${text}`),
		),
	);
	expect(texts.length).toBeGreaterThan(500);
	expect(texts.filter((text) => text.includes(';'))).toEqual([]);
});

test('a credential that a node asks for exists', async () => {
	const loader = await loadPackage();
	for (const [, , credentials] of nodes) {
		for (const name of credentials) expect(Object.keys(loader.credentialTypes)).toContain(name);
	}
});
