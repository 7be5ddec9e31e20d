/**
 * Reads n8n's form of execution data: a list of values whose first is the root, and in which every
 * string inside a value is the position of another value. Values may refer to each other in circles.
 */
export function readFlatted(text: string): unknown {
	const values = JSON.parse(text) as unknown[];
	const read = new Map<number, object>();

	const at = (position: number): unknown => {
		const value = values[position];
		if (typeof value !== 'object' || value === null) return value;
		const known = read.get(position);
		if (known) return known;
		const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
		read.set(position, copy);
		for (const [key, part] of Object.entries(value)) {
			(copy as Record<string, unknown>)[key] = typeof part === 'string' ? at(Number(part)) : part;
		}
		return copy;
	};

	return at(0);
}
