import type { TSchema } from 'typebox';

interface Shape {
	properties?: Record<string, Shape>;
	items?: Shape;
	additionalProperties?: unknown;
}

/** Paths of the fields in `body` that `schema` does not name, e.g. `message.android.colour`. */
export function unknownFields(schema: TSchema, body: unknown): string[] {
	return [...new Set(walk(schema as Shape, body, ''))];
}

function* walk(shape: Shape, value: unknown, path: string): Generator<string> {
	if (Array.isArray(value)) {
		if (shape.items) for (const item of value) yield* walk(shape.items, item, `${path}[]`);
	} else if (shape.properties && typeof value === 'object' && value !== null) {
		for (const [name, field] of Object.entries(value)) {
			const at = path ? `${path}.${name}` : name;
			const property = shape.properties[name];
			if (property) yield* walk(property, field, at);
			else if (shape.additionalProperties !== true) yield at;
		}
	}
}
