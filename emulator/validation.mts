import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';

/** A request that breaks an endpoint's schema. */
export class SchemaViolation extends Error {
	readonly statusCode = 400;
	/** The schema's keyword that was broken, e.g. `required`. */
	readonly keyword: string;

	constructor(keyword: string, message: string) {
		super(message);
		this.name = 'SchemaViolation';
		this.keyword = keyword;
	}
}

// Shared by all emulators of a process: compiling takes longer than everything else at a start.
const validators = new WeakMap<TSchema, Validator>();

/** The schema's check, compiled once in a process. */
export function compiled(schema: TSchema): Validator {
	let validator = validators.get(schema);
	if (!validator) validators.set(schema, (validator = Compile(schema)));
	return validator;
}

/** Checks requests against TypeBox schemas, converting nothing and filling nothing in. */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema }) => {
	const validator = compiled(schema);
	return (value: unknown) => {
		if (validator.Check(value)) return { value };
		const [{ keyword, instancePath, message, params }] = validator.Errors(value);
		const [missing] = (params as { requiredProperties?: string[] }).requiredProperties ?? [];
		const field = [...instancePath.split('/').slice(1), ...(missing ? [missing] : [])].join('.');
		return { error: new SchemaViolation(keyword, `${field || 'body'}: ${message}`) };
	};
};
