/**
 * Puts the fields of several forms into one list in which each form keeps its order.
 *
 * @param nameOf how a field is called in messages
 * @throws when two forms disagree
 */
export function inFormOrder<Field>(
	forms: readonly Field[][],
	nameOf: (field: Field) => string,
): Field[] {
	const before = new Map<Field, Set<Field>>();
	for (const form of forms) {
		form.forEach((field, index) => {
			const earlier = before.get(field) ?? new Set();
			if (index > 0 && form[index - 1] !== field) earlier.add(form[index - 1]);
			before.set(field, earlier);
		});
	}
	const ordered = new Set<Field>();
	const visit = (field: Field, path: Field[]) => {
		if (ordered.has(field)) return;
		if (path.includes(field)) {
			throw new Error(`The operations disagree about the order of the field "${nameOf(field)}"`);
		}
		before.get(field)?.forEach((earlier) => visit(earlier, [...path, field]));
		ordered.add(field);
	};
	[...before.keys()].forEach((field) => visit(field, []));
	return [...ordered];
}
