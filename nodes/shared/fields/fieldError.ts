/** A value that cannot be used, said so that the user finds the field. */
export class FieldError extends Error {
	override readonly name = 'FieldError';

	readonly field: string;

	readonly fix: string;

	/**
	 * @param field display name of the field, e.g. `Device Token`
	 * @param problem what is wrong with the value, as the rest of a sentence that starts with the
	 *   field's name, without a full stop
	 * @param fix what to enter instead, a whole sentence without a full stop
	 */
	constructor(field: string, problem: string, fix: string) {
		super(`${field} ${problem}`);
		this.field = field;
		this.fix = fix;
	}
}
