import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A field of a request or an answer, as docs/api/*.json describe it. */
export interface Field {
	name: string;
	/**
	 * `string`, `integer`, `number`, `boolean`, `object`, `array`, `map` (an object whose names are the
	 * user's), `T[]`, `null`; alternatives are separated by `|`.
	 */
	type: string;
	/**
	 * Of a request: `yes`, `no`, or anything that begins with `cond` or `yes(` for what depends on
	 * other fields. Of an answer: `resp` for what always stands there, `cond` for what may be absent.
	 */
	required: string;
	/** The only values, unless `open`. */
	values?: Array<string | number>;
	open?: boolean;
	deprecated?: boolean;
	/** Android or iOS, where only one has it. */
	platform?: 'android' | 'ios';
	/** Fields of an object, or of an array's elements. */
	fields?: Field[];
}

/** A product as docs/api/*.json describe it. */
export interface Reference {
	/** Addresses by region. */
	hosts: Record<string, string>;
	/** Codes that its answers may have. */
	codes: Set<number>;
	endpoints: DocumentedEndpoint[];
}

/** An endpoint as docs/api/*.json describe it. */
export interface DocumentedEndpoint {
	id: string;
	path: string;
	request: Field[];
	response: Field[];
}

interface Table {
	hosts: Record<string, string>;
	errors: Record<string, string>;
	errorsOutsideManual?: Record<string, string>;
	objects?: Record<string, Written[]>;
	endpoints: Array<{ id: string; path: string; request?: Written[]; response?: Written[] }>;
	endpointsOutsideManual?: Table['endpoints'];
}

type Written = Omit<Field, 'fields'> & { ref?: string; fields?: Written[] };

export type Product = 'tpns' | 'push-service';

/** The endpoints of a product from docs/api/. */
export function readReference(product: Product): DocumentedEndpoint[] {
	return readProduct(product).endpoints;
}

/**
 * A product from docs/api/, with every `ref` to a shared object replaced by its fields. Endpoints and
 * codes that pages outside the manual describe are included.
 */
export function readProduct(product: Product): Reference {
	const file = join(import.meta.dirname, '..', 'docs', 'api', `${product}.json`);
	const table = JSON.parse(readFileSync(file, 'utf8')) as Table;
	const resolve = (fields: Written[] = []): Field[] =>
		fields.map(({ ref, ...field }) => {
			const below = field.fields ?? (ref === undefined ? undefined : table.objects?.[ref]);
			if (ref !== undefined && !below) throw new Error(`docs/api/${product}.json has no ${ref}`);
			return below ? { ...field, fields: resolve(below) } : (field as Field);
		});
	const endpoints = [...table.endpoints, ...(table.endpointsOutsideManual ?? [])];
	const codes = Object.keys({ ...table.errors, ...table.errorsOutsideManual, 0: '' });
	return {
		hosts: table.hosts,
		codes: new Set(codes.map(Number)),
		endpoints: endpoints.map(({ id, path, request, response }) => ({
			id,
			path,
			request: resolve(request),
			response: resolve(response),
		})),
	};
}

/** Whether a field holds an array. */
export function isList({ type }: Pick<Field, 'type'>): boolean {
	return type.startsWith('array') || type.includes('[]');
}

/**
 * Paths of the fields that a request must have, e.g. `tag_rules[].operator`. A field within one that
 * may be left out is required where that one is given.
 */
export function requiredPaths(fields: readonly Field[], above = ''): string[] {
	return fields.flatMap((field) => {
		const at = `${above}${field.name}`;
		const own = field.required === 'yes' ? [at] : [];
		return [...own, ...requiredPaths(field.fields ?? [], `${at}${isList(field) ? '[]' : ''}.`)];
	});
}
