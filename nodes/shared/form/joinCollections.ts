import type { INodeProperties } from 'n8n-workflow';
import { shownWhen } from '../fields/shown';
import type { Form } from './places';
import { placesOf, shortestChoice } from './places';

/**
 * Joins collections that differ in nothing but some of their options, such as the Options of each
 * send. An option that not all of them have is shown for its own operations only.
 */
export function joinCollections(forms: Form[]): Form[] {
	const groups: Form[][] = [];
	for (const { fields, ...chosen } of forms) {
		for (const field of fields.filter(({ type }) => type === 'collection')) {
			const form = { ...chosen, fields: [field] };
			const group = groups.find(([first]) => areAlike(first.fields[0], field));
			if (group) group.push(form);
			else groups.push([form]);
		}
	}
	const joined = new Map<INodeProperties, INodeProperties>();
	for (const group of groups) {
		const collections = group.map(({ fields }) => fields[0]);
		const [first] = collections;
		if (collections.every((collection) => collection === first)) continue;
		const options = joinOptions(
			group.map(({ fields, ...chosen }) => ({ ...chosen, fields: optionsOf(fields[0]) })),
		);
		for (const collection of collections) joined.set(collection, { ...first, options });
	}
	return forms.map((form) => ({
		...form,
		fields: form.fields.map((field) => joined.get(field) ?? field),
	}));
}

/** Whether two fields are equal; collections need have only a third of their options in common. */
export function areAlike(one: INodeProperties, other: INodeProperties): boolean {
	if (one.type !== 'collection') return JSON.stringify(one) === JSON.stringify(other);
	const [rest, otherRest] = [one, other].map((field) =>
		JSON.stringify({ ...field, options: undefined }),
	);
	if (rest !== otherRest) return false;
	const [options, otherOptions] = [one, other].map((field) =>
		optionsOf(field).map((option) => JSON.stringify(option)),
	);
	const common = options.filter((option) => otherOptions.includes(option));
	return common.length * 3 >= Math.max(options.length, otherOptions.length);
}

function joinOptions(lists: Form[]): INodeProperties[] {
	return [...new Set(placesOf(lists).flat())]
		.map((place) => {
			const { resource, operation } = shortestChoice(place, lists);
			const show = {
				...(resource ? { '/resource': resource } : {}),
				...(operation ? { '/operation': operation } : {}),
			};
			return shownWhen(show, [place.field])[0];
		})
		.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));
}

function optionsOf({ options }: INodeProperties): INodeProperties[] {
	return (options ?? []) as INodeProperties[];
}
