import fc from 'fast-check';
import { collection } from '../../../../nodes/shared/fields/apiFields.ts';
import { readWholeNumber, wholeNumber } from '../../../../nodes/shared/fields/byType.ts';
import { field } from '../../../../nodes/shared/fields/field.ts';
import { runSettings } from '../../../../nodes/shared/form/settings.ts';
import { accountType } from '../../../../nodes/Tpns/audience/account.ts';
import { uploadedPackage } from '../../../../nodes/Tpns/audience/package.ts';
import { fieldContext } from '../../../support/fieldContext.mts';

test('a whole number is its digits, in any kind of value, and nothing else is one', () => {
	fc.assert(
		fc.property(fc.maxSafeInteger(), fc.constantFrom('', ' ', '\n', '\u200B'), (number, around) => {
			// -0 is 0.
			const expected = number + 0;
			for (const value of [number, `${around}${number}${around}`, BigInt(number)]) {
				expect(readWholeNumber(value, 'N')).toBe(expected);
			}
		}),
	);
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.double(), fc.anything()), (value) => {
			const number = wholeNumber(value);
			const isWritten = /^\s*-?[0-9]+\s*$/.test(
				typeof value === 'object' || typeof value === 'symbol' ? '' : String(value),
			);
			if (!isWritten) expect(number).toBeUndefined();
		}),
		{ numRuns: 2_000 },
	);
	expect(Object.is(wholeNumber(-0), 0)).toBe(true);
});

const NO_NUMBERS = ['1e3', '0x10', '0b11', '12.0', '+5', '１２', '1_000', '', '9007199254740993'];

test.each([...NO_NUMBERS, true, [5], { uploadId: '1e3' }, null, NaN, 1.5, -1, 0])(
	'%j is no upload ID',
	(uploadId) => {
		expect(() => uploadedPackage.read({ uploadId }, fieldContext).uploadId).toThrow(
			/^'Upload ID' is/,
		);
	},
);

test.each([[5], ['5'], [' 5 '], [5n], [{ uploadId: '5' }], [{ upload_id: 5 }]])(
	'%p is an upload ID',
	(uploadId) => {
		expect(uploadedPackage.read({ uploadId }, fieldContext).uploadId).toBe(5);
	},
);

const when = field({
	displayName: 'Send',
	name: 'when',
	type: 'options',
	options: [
		{ name: 'At', value: 'at' },
		{ name: 'Now', value: 'now' },
	],
	default: 'now',
});
const isNot = field({ displayName: 'Not', name: 'isNot', type: 'boolean', default: false });

test('what is absent is the default, and what is there and empty is refused', () => {
	expect([when.read({}, fieldContext), isNot.read({}, fieldContext)]).toEqual(['now', false]);
	for (const nothing of [undefined, null, '', ' ', '\u200B']) {
		expect(() => when.read({ when: nothing }, fieldContext)).toThrow(/^'Send' is empty$/);
		expect(() => isNot.read({ isNot: nothing }, fieldContext)).toThrow(/^'Not' is empty$/);
	}
});

test('a number that says which account is meant is refused when it is there and empty', () => {
	for (const nothing of [undefined, null, '', ' ']) {
		expect(() =>
			accountType.read({ accountType: -1, accountTypeNumber: nothing }, fieldContext),
		).toThrow(/^'Account Type Number' has no value$/);
	}
	expect(accountType.read({ accountType: -1 }, fieldContext)).toBe(1);
});

test('an empty one may be a choice', () => {
	const any = field({
		displayName: 'Any',
		name: 'any',
		type: 'options',
		options: [{ name: 'None', value: '' }],
		default: '',
	});
	expect(any.read({ any: '' }, fieldContext)).toBe('');
});

test('a name that no option has is refused, with the one that may be meant', () => {
	const options = collection('Options', 'options', { when, isNot });
	expect(options.read({ options: { when: 'at' } }, fieldContext)).toEqual({ when: 'at' });
	for (const name of ['isnot', 'is_not', 'Is Not', 'isNott']) {
		let fix = '';
		try {
			options.read({ options: { [name]: true } }, fieldContext);
		} catch (error) {
			expect((error as Error).message).toBe(`'Options' has "${name}", which does not exist`);
			({ fix } = error as { fix: string });
		}
		expect(fix).toBe('Did you mean "isNot"? Allowed: isNot, when');
	}
});

test('the settings of a run leave the other options to the operation', () => {
	const settings = runSettings.read({ options: { badge: 1, timeLimit: 4 } }, fieldContext);
	expect(settings.timeLimitMs).toBe(4_000);
	expect(() => runSettings.read({ options: { includeInputFields: null } }, fieldContext)).toThrow(
		/^'Include Input Fields' is empty$/,
	);
});
