/** A value that cannot be used, said so that the user finds the field. */
export class FieldError extends Error {
	override readonly name = 'FieldError';

	readonly field: string;

	readonly problem: string;

	readonly fix: string;

	/**
	 * The message starts with the field's name in single quotes.
	 *
	 * @param field display name of the field, e.g. `Device Token`, or a phrase for `quotedField`
	 * @param problem what is wrong with the value, as the rest of a sentence that starts with the
	 *   field's name, without a full stop
	 * @param fix what to enter instead, a whole sentence without a full stop
	 */
	constructor(field: string, problem: string, fix: string) {
		super(`${quotedField(field)} ${problem}`);
		this.field = field.replace(/'/g, '');
		this.problem = problem;
		this.fix = fix;
	}

	/** The same of an input that is no field of the form, e.g. `The file`: without quotes. */
	static of(input: string, problem: string, fix: string): FieldError {
		const error = new FieldError(input, problem, fix);
		error.message = `${input} ${problem}`;
		return error;
	}
}

/**
 * A field's name as messages write it: in single quotes. A phrase that has them already, such as
 * `'Title' of iOS`, is left as it is.
 */
export function quotedField(field: string): string {
	return field.includes("'") ? field : `'${field}'`;
}
