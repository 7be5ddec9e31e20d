import type { INodeProperties } from 'n8n-workflow';

/** The fields that an operation shows, or the options of one of its collections, in their order. */
export interface Form {
	resource: string;
	operation: string;
	fields: INodeProperties[];
}

/** A field that stands once for all forms that have it. */
export interface Place {
	field: INodeProperties;
	forms: Form[];
}

/** Values of Resource and Operation for which a field is shown. */
export type Chosen = Partial<Record<'resource' | 'operation', string[]>>;

/**
 * The places of each form's fields. Equal fields share a place, unless the form would then show
 * fields that it does not have: Resource and Operation are conditions of their own, so that a field
 * shown for two of each is shown for all four pairs.
 */
export function placesOf(forms: Form[]): Place[][] {
	const places = new Map<string, Place[]>();
	const texts = forms.map(({ fields }) => fields.map((field) => JSON.stringify(field)));
	const takesTooMuch = (field: INodeProperties, text: string, taken: Form[]) =>
		chosenBy(choiceOf(taken), forms).some(
			(form) =>
				!(texts[forms.indexOf(form)].includes(text) || isRuledOut(field, form.fields)) ||
				(!taken.includes(form) && places.get(text)?.some((place) => place.forms.includes(form))),
		);
	return forms.map((form, index) =>
		form.fields.map((field, position) => {
			const text = texts[index][position];
			const equal = places.get(text) ?? [];
			const found = equal.find((place) => !takesTooMuch(field, text, [...place.forms, form]));
			const place = found ?? { field, forms: [] };
			if (!found) places.set(text, [...equal, place]);
			if (!place.forms.includes(form)) place.forms.push(form);
			return place;
		}),
	);
}

/** The shortest condition that chooses the forms of a place among all. */
export function shortestChoice(place: Place, forms: Form[]): Chosen {
	const { resource, operation } = choiceOf(place.forms);
	const [shortest] = [{}, { resource }, { operation }, { resource, operation }]
		.filter((chosen) =>
			chosenBy(chosen, forms).every(
				(form) => place.forms.includes(form) || isRuledOut(place.field, form.fields),
			),
		)
		.sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length);
	return shortest;
}

/** Whether a form never shows one of its fields, because of hidden ones with other values only. */
export function isRuledOut({ displayOptions }: INodeProperties, form: INodeProperties[]): boolean {
	return Object.entries(displayOptions?.show ?? {}).some(([name, values]) => {
		const controls = form.filter((field) => field.name === name);
		const isOther = ({ type, default: value }: INodeProperties) =>
			type === 'hidden' && !values?.includes(value as string);
		return controls.length > 0 && controls.every(isOther);
	});
}

function choiceOf(forms: Form[]): Required<Chosen> {
	return {
		resource: [...new Set(forms.map(({ resource }) => resource))],
		operation: [...new Set(forms.map(({ operation }) => operation))],
	};
}

function chosenBy(chosen: Chosen, forms: Form[]): Form[] {
	return forms.filter(
		({ resource, operation }) =>
			(chosen.resource?.includes(resource) ?? true) &&
			(chosen.operation?.includes(operation) ?? true),
	);
}
