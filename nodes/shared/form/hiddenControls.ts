import type { INodeProperties } from 'n8n-workflow';
import { areAlike } from './joinCollections';
import type { Form } from './places';

const HIDDEN = { type: 'hidden' } as const;

/**
 * Makes fields equal that differ in one condition only, which is on a field that other forms lack:
 * the message of a push is shown by Upload only with Push After Upload, and always by a send. The
 * forms that lack the field get it as a hidden one, which the editor never shows, with a value that
 * meets the condition, and their fields get the condition.
 *
 * When the user changes the operation, n8n keeps what was chosen in the field unless it was the
 * default. So only conditions count that every other value meets.
 */
export function withHiddenControls(forms: Form[]): Form[] {
	const names = new Set(
		forms.flatMap(({ fields }) => fields.flatMap((field) => Object.keys(showOf(field)))),
	);
	return [...names].reduce(shareCondition, forms);
}

function shareCondition(forms: Form[], name: string): Form[] {
	const all = forms.flatMap(({ fields }) => fields);
	const controls = all.filter((field) => field.name === name);
	const values = controls.flatMap(valuesButDefault);
	if (values.length === 0) return forms;
	const conditional = all.filter((field) =>
		values.every((value) => showOf(field)[name]?.includes(value)),
	);
	const [{ displayName }] = controls;
	const hidden: INodeProperties = { ...HIDDEN, displayName, name, default: values[0] };

	return forms.map((form) => {
		if (form.fields.some((field) => field.name === name)) return form;
		const fields = form.fields.map((field) => {
			const twin = conditional.find(
				(other) => other.name === field.name && areAlike(withoutCondition(other, name), field),
			);
			return twin ? { ...field, displayOptions: twin.displayOptions } : field;
		});
		const isChanged = fields.some((field, index) => field !== form.fields[index]);
		return isChanged ? { ...form, fields: [hidden, ...fields] } : form;
	});
}

/** The values of a list or switch that are not its default. */
function valuesButDefault({ type, options, default: value }: INodeProperties) {
	if (type === 'boolean') return [value !== true];
	if (type !== 'options') return [];
	return (options ?? []).flatMap((option) =>
		'value' in option && option.value !== value ? [option.value] : [],
	);
}

function withoutCondition(field: INodeProperties, name: string): INodeProperties {
	const others = Object.entries(showOf(field)).filter(([condition]) => condition !== name);
	const show = Object.fromEntries(others);
	const isNeeded = others.length > 0 || field.displayOptions?.hide;
	return { ...field, displayOptions: isNeeded ? { ...field.displayOptions, show } : undefined };
}

function showOf({ displayOptions }: INodeProperties) {
	return displayOptions?.show ?? {};
}
