import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import type { Identity } from '../transport/product';
import type { Property, ValueOf } from './byType';
import { checkChosen, isNothing, readByType } from './byType';
import { FieldError } from './fieldError';

/**
 * Raw values of an item's fields by name, expressions resolved. A field that the form does not show
 * is absent.
 */
export type Parameters = Readonly<Record<string, unknown>>;

/** What reading a field may depend on besides the form. */
export interface FieldContext {
	/** Time zone of the workflow, e.g. `Europe/Berlin`. */
	timezone: string;
	/** Start of the run. */
	now: Date;
	/** Whether an AI agent runs the node as a tool. */
	isTool: boolean;
	/** Whether nothing is sent. */
	isPreview: boolean;
	/** What requests name of the credential, e.g. its administrator. */
	identity: Identity;
	/** Address of the page on which a person answers; only where the node waits for an answer. */
	pageUrl?: string;
}

/** A part of a form: how it is shown, and how it is read. */
export interface Field<Value> {
	/** In the order of the form. */
	readonly properties: readonly INodeProperties[];
	/** Throws FieldError. */
	read(parameters: Parameters, context: FieldContext): Value;
}

/** The fields of an operation or a group by name, in the order of the form. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** What an object of fields reads. */
export type ValuesOf<F extends Fields> = {
	readonly [Name in keyof F]: ReturnType<F[Name]['read']>;
};

/** Turns a raw value into what it means. `field` is the display name for messages. */
export type Reader<Value> = (value: unknown, field: string, context: FieldContext) => Value;

/**
 * A field of the form with one property.
 *
 * @param property how it is shown; its type and its list of options say what it accepts
 * @param read reads what the property's type does not say enough about
 */
export function field<const P extends Property>(property: P): Field<ValueOf<P>>;
export function field<Value>(property: Property, read: Reader<Value>): Field<Value>;
export function field(property: Property, read?: Reader<unknown>): Field<unknown> {
	const shown = property as INodeProperties;
	const { name, displayName } = shown;
	return {
		properties: [shown],
		read(parameters, context) {
			const value = parameters[name];
			if (name in parameters) checkChosen(shown, value);
			return read ? read(value, displayName, context) : readByType(shown, value);
		},
	};
}

/**
 * A field that may be empty, but for which an expression must not give undefined or null: without it
 * the request would be about others than were meant. A number must not be empty either: it would be
 * its default.
 */
export function neverMissing<Value>({ properties, read }: Field<Value>): Field<Value> {
	const [{ name, displayName, type }] = properties;
	const isNumber = type === 'number';
	const isMissing = (value: unknown) => (isNumber ? isNothing(value) : (value ?? null) === null);
	return {
		properties,
		read(parameters, context) {
			if (name in parameters && isMissing(parameters[name])) {
				throw new FieldError(
					displayName,
					'has no value',
					isNumber
						? 'Check its expression, or enter a number'
						: `Check its expression, or end it with ?? '' if the value may be missing`,
				);
			}
			return read(parameters, context);
		},
	};
}

/**
 * One field that the form shows in several ways, e.g. with other options for iOS than for Android.
 * Only one of them may be visible at a time, and all have the same name.
 */
export function alternatives<Value>(...fields: Array<Field<Value>>): Field<Value> {
	return {
		properties: fields.flatMap(({ properties }) => properties),
		read: (parameters, context) => {
			const visible = fields.find(({ properties }) => isShown(properties[0], parameters));
			return (visible ?? fields[0]).read(parameters, context);
		},
	};
}

/** Whether the form shows a property beside the values of other fields, as far as they are known. */
function isShown({ displayOptions }: INodeProperties, parameters: Parameters): boolean {
	return Object.entries(displayOptions?.show ?? {}).every(
		([name, values = []]) =>
			!(name in parameters) || values.some((value) => alike(value) === alike(parameters[name])),
	);
}

function alike(value: unknown): string {
	return String(value).trim().toLowerCase();
}

/**
 * Several fields that make one value.
 *
 * @param combine gets the values, each of which is read when it is asked for, so that what the form
 *   hides is not checked
 */
export function group<F extends Fields, Value>(
	fields: F,
	combine: (values: ValuesOf<F>, context: FieldContext) => Value,
): Field<Value> {
	const valuesOf = valuesReader(fields);
	return {
		properties: propertiesOf(fields),
		read: (parameters, context) => combine(valuesOf(parameters, context), context),
	};
}

/** Text in the form, such as a notice, that holds no value. */
export function notice(property: INodeProperties): Field<undefined> {
	return { properties: [property], read: () => undefined };
}

/** Values of other fields, by name, with which a field is shown. */
export type Show = NonNullable<IDisplayOptions['show']>;

/** A field that the form shows only while other fields have one of the given values. */
export function shownWhen<Value>(show: Show, { properties, read }: Field<Value>): Field<Value> {
	return { properties: properties.map((property) => shownOnly(show, property)), read };
}

/** The same for several fields. */
export function allShownWhen<F extends Fields>(show: Show, fields: F): F {
	return Object.fromEntries(
		Object.entries(fields).map(([name, each]) => [name, shownWhen(show, each)]),
	) as F;
}

/** The same for a property, e.g. an option of a collection. */
export function shownOnly(show: Show, property: INodeProperties): INodeProperties {
	return {
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...show, ...property.displayOptions?.show },
		},
	};
}

/** What the form shows for these fields, in their order, each property once. */
export function propertiesOf(fields: Fields): INodeProperties[] {
	return [...new Set(Object.values(fields).flatMap(({ properties }) => properties))];
}

/** Names of the parameters that these fields read. */
export function namesOf(fields: Fields): string[] {
	return [...new Set(propertiesOf(fields).map(({ name }) => name))];
}

/**
 * Reads fields on demand: a value is read when it is first asked for, and then kept.
 *
 * @returns what makes the values of an item from its parameters
 */
export function valuesReader<F extends Fields>(
	fields: F,
): (parameters: Parameters, context: FieldContext) => ValuesOf<F> {
	return (parameters, context) => {
		const values = {};
		for (const name of Object.keys(fields)) {
			Object.defineProperty(values, name, {
				enumerable: true,
				configurable: true,
				get() {
					const value = fields[name].read(parameters, context);
					Object.defineProperty(values, name, { value });
					return value;
				},
			});
		}
		return values as ValuesOf<F>;
	};
}

/** Reads fields at once, each whether or not it is asked for. */
export function readAll<F extends Fields>(
	fields: F,
	parameters: Parameters,
	context: FieldContext,
): ValuesOf<F> {
	const values: Record<string, unknown> = {};
	for (const name of Object.keys(fields)) values[name] = fields[name].read(parameters, context);
	return values as ValuesOf<F>;
}
