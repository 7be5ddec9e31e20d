import { field } from '../../../../nodes/shared/fields/field.ts';
import { defineSingleRequest } from '../../../../nodes/shared/run/batched.ts';

const title = field({ displayName: 'Title', name: 'title', type: 'string', default: '' });
const platform = field({
	displayName: 'Platform',
	name: 'platform',
	type: 'options',
	options: [
		{ name: 'Android', value: 'android' },
		{ name: 'iOS', value: 'ios' },
	],
	default: 'android',
});

// What stands below a @ts-expect-error has to be refused by the type check, or the check fails.
test('an operation reads its own fields, by their names and types', () => {
	const operation = defineSingleRequest({
		value: 'send',
		name: 'Send',
		action: 'Send',
		description: 'Send',
		fields: { title, platform },
		message(values) {
			// @ts-expect-error: misspelled
			const misspelled: unknown = values.tilte;
			// @ts-expect-error: none of the list
			const isWindows = values.platform === 'windows';
			// @ts-expect-error: text
			const number: number = values.title;
			return { ...values, misspelled, isWindows, number };
		},
		request: (message) => ({
			path: '/push',
			// @ts-expect-error: no part of the message
			body: { title: message.title, device: message.device as unknown },
		}),
		outcome: () => ({ status: 'accepted' }),
	});
	expect(operation.properties.map(({ name }) => name)).toEqual(['title', 'platform']);
});
