import { checkNames } from '../../../../nodes/shared/fields/names.ts';

const known = ['title', 'content', 'timeLimit'];
const check = (name: string) => () => checkNames({ title: 1, [name]: 1 }, known, 'Options');

test.each([
	['tittle', 'title'],
	['Time Limit', 'timeLimit'],
	['contents', 'content'],
])('%s proposes %s', (name, meant) => {
	const words = `'Options' has "${name}", which does not exist`;
	expect(check(name)).toThrow(words);
	expect(check(name)).toThrow(
		expect.objectContaining({ fix: expect.stringContaining(`Did you mean "${meant}"?`) as string }),
	);
});

// Compared letter by letter with every field, it would stop n8n for minutes.
test('a name of ten million letters is refused like any other', () => {
	expect(check('t'.repeat(10_000_000))).toThrow(/^'Options' has "t{60}…", which does not exist$/);
});
