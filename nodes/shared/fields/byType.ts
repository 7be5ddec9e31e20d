import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { FieldError } from './fieldError';
import { ownValue } from './json';
import { readList } from './list';
import { quoted, readTrimmed, refuseInexactNumber, trimmed } from './text';

/** A property as it is declared; a list of options may be readonly. */
export type Property = Omit<INodeProperties, 'options' | 'typeOptions'> & {
	readonly options?: readonly unknown[];
	readonly typeOptions?: object;
};

type OptionValue<P> = P extends { options: ReadonlyArray<infer O> }
	? O extends { value: infer V }
		? V
		: string
	: string;

/** What a property reads without a reader of its own. */
export type ValueOf<P extends Property> = P['type'] extends 'boolean'
	? boolean
	: P['type'] extends 'number'
		? number
		: P['type'] extends 'options'
			? OptionValue<P>
			: P['type'] extends 'multiOptions'
				? Array<OptionValue<P>>
				: P['type'] extends 'string'
					? string
					: unknown;

/**
 * Reads a value as the form would have let it be entered. An expression may give anything, and
 * nothing falls back silently: only what is absent is the property's default, and for a text, a
 * number or several options also what is empty.
 *
 * @throws FieldError when it is none of the options, no truth value, or no number in the range
 */
export function readByType(property: INodeProperties, value: unknown): unknown {
	const { type, displayName } = property;
	if (type === 'string') return readTrimmed(value, displayName);
	if (value === undefined || value === null || value === '') return property.default;
	switch (type) {
		case 'boolean':
			return readTruth(value, displayName);
		case 'number':
			return readWholeNumber(
				value,
				displayName,
				property.typeOptions?.minValue,
				property.typeOptions?.maxValue,
			);
		case 'options':
			return readOption(value, optionsOf(property), displayName);
		case 'multiOptions':
			return readOptions(value, optionsOf(property), displayName);
		case 'dateTime':
			refuseInexactNumber(value, displayName);
			// They would count as left empty.
			if (!value)
				throw new FieldError(displayName, `is ${quoted(value)}`, 'Choose a date and time');
			return value;
		default:
			return value;
	}
}

/**
 * Refuses an empty value where the form always has one: the default would be something else than
 * what was meant, such as Now instead of a time.
 *
 * @throws FieldError that names the values that exist
 */
export function checkChosen(property: INodeProperties, value: unknown): void {
	if (!isNothing(value)) return;
	const { type, displayName } = property;
	if (type === 'boolean') throw new FieldError(displayName, 'is empty', 'Give true or false');
	const options = optionsOf(property);
	const hasChoice = type === 'options' && options.length > 0;
	if (!hasChoice || options.some((option) => option.value === '')) return;
	throw new FieldError(displayName, 'is empty', `Choose one of ${valuesOf(options)}`);
}

/** Whether a value says nothing. */
export function isNothing(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && !trimmed(value));
}

const TRUTHS: Readonly<Record<string, boolean>> = {
	true: true,
	yes: true,
	'1': true,
	false: false,
	no: false,
	'0': false,
};

/**
 * A truth value, also as text or number: true/false, yes/no and 1/0 in any case.
 *
 * @throws FieldError for everything else
 */
export function readTruth(value: unknown, field: string): boolean {
	const isScalar = typeof value !== 'object' && typeof value !== 'function';
	const known = isScalar ? ownValue(TRUTHS, String(value).trim().toLowerCase()) : undefined;
	if (known !== undefined) return known;
	throw new FieldError(field, `is ${quoted(value)}`, 'Give true or false');
}

/**
 * A whole number, also as text.
 *
 * @throws FieldError when it is none, outside the range, or too large to be exact
 */
export function readWholeNumber(
	value: unknown,
	field: string,
	min = -Infinity,
	max = Infinity,
): number {
	const number = wholeNumber(value);
	if (number === undefined || number < min || number > max) {
		throw new FieldError(field, `is ${quoted(value)}`, rangeHint(min, max));
	}
	return number;
}

/**
 * A whole number, also as text of digits: not `1e3`, `0x10`, `12.0` or `+5`, of which nobody can
 * tell what was meant.
 *
 * @returns undefined when it is none, or too large to be exact
 */
export function wholeNumber(value: unknown): number | undefined {
	if (!['number', 'string', 'bigint'].includes(typeof value)) return undefined;
	const text = trimmed(String(value));
	const number = /^-?\d+$/.test(text) ? Number(text) : NaN;
	// -0 is 0.
	return Number.isSafeInteger(number) ? number + 0 : undefined;
}

/**
 * One of a list's values. Another case, or the label that the list shows, is taken for it.
 *
 * @throws FieldError that names the values that exist
 */
export function readOption(
	value: unknown,
	options: readonly INodePropertyOptions[],
	field: string,
	verb = 'is',
): INodePropertyOptions['value'] {
	const exact = options.find((option) => option.value === value);
	if (exact) return exact.value;
	if (typeof value !== 'object' && typeof value !== 'function') {
		const wanted = String(value).trim().toLowerCase();
		const alike = (text: unknown) => String(text).toLowerCase() === wanted;
		const found =
			options.find((option) => alike(option.value)) ?? options.find(({ name }) => alike(name));
		if (found) return found.value;
	}
	throw new FieldError(field, `${verb} ${quoted(value)}`, `Choose one of ${valuesOf(options)}`);
}

/**
 * Several of a list's values: an array, or text with commas between them.
 *
 * @throws FieldError
 */
export function readOptions(
	value: unknown,
	options: readonly INodePropertyOptions[],
	field: string,
): Array<INodePropertyOptions['value']> {
	const entries = readList(value, field);
	return [...new Set(entries.map((entry) => readOption(entry, options, field, 'has')))];
}

function valuesOf(options: readonly INodePropertyOptions[]): string {
	return options.map(({ value }) => `"${String(value)}"`).join(', ');
}

function optionsOf({ options = [] }: INodeProperties): INodePropertyOptions[] {
	return options.filter((option): option is INodePropertyOptions => 'value' in option);
}

function rangeHint(min: number, max: number): string {
	if (min === -Infinity && max === Infinity) return 'Enter a whole number';
	if (max === Infinity) return `Enter a whole number from ${min} up`;
	return `Enter a whole number from ${min} to ${max}`;
}
