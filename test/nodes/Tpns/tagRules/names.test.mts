import fc from 'fast-check';
import { FieldError } from '../../../../nodes/shared/fields/fieldError.ts';
import type { Parameters } from '../../../../nodes/shared/fields/field.ts';
import { tagRules } from '../../../../nodes/Tpns/tagRules/fields.ts';
import { fieldContext } from '../../../support/fieldContext.mts';
import { INVISIBLE_MARKS } from '../../../support/invisibleMarks.mts';

const rule = (condition: object) => ({
	tagRuleInput: 'form',
	tagRules: { rule: [{ items: { item: [{ tags: 'vip', ...condition }] } }] },
});

/** Every way to name a tag, or the type of one, that the form has. */
const ways: ReadonlyArray<[way: string, parametersOf: (name: string) => Parameters]> = [
	['Without These Tags', (name) => ({ tagRuleInput: 'tags', tagsAny: 'vip', tagsNone: name })],
	['Tags', (name) => rule({ isNot: true, tags: name })],
	['Tag Type Name', (name) => rule({ isNot: true, tagType: 'other', otherType: name })],
	[
		'Tag Expression',
		(name) => ({
			tagRuleInput: 'text',
			tagExpression: `xg_user_define.vip AND NOT xg_user_define.${name} AND xg_user_define.b`,
		}),
	],
	[
		'Tag Expression',
		(name) => ({ tagRuleInput: 'text', tagExpression: `NOT xg_user_define."${name}"` }),
	],
];

test.each(ways)('%s refuses a name that only looks like another', (field, parametersOf) => {
	expect(() => tagRules.read(parametersOf('opted-out'), fieldContext)).not.toThrow();
	fc.assert(
		fc.property(
			fc.oneof(fc.constantFrom(...INVISIBLE_MARKS), fc.constant('[object Object]')),
			fc.integer({ min: 1, max: 8 }),
			(mark, at) => {
				const name = `${'opted-out'.slice(0, at)}${mark}${'opted-out'.slice(at)}`;
				const read = () => tagRules.read(parametersOf(name), fieldContext);
				expect(read).toThrow(FieldError);
				expect(read).toThrow(field);
			},
		),
	);
});
