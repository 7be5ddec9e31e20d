import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import { namesOf } from '../../../nodes/shared/fields/field.ts';
import { sendOptions } from '../../../nodes/shared/form/settings.ts';
import { runSample, type SampledOperation, sampledOperations } from '../../samples/all.mts';
import { startExpressionEngine, stopExpressionEngine } from '../../support/engine.mts';

let emulator: Emulator;

beforeAll(() => startExpressionEngine('legacy'));
afterAll(() => stopExpressionEngine());
beforeEach(async () => {
	emulator = await startEmulator({ contacts: 1 });
});
afterEach(() => emulator.close());

/** What no field of the type takes. */
const NONSENSE: Partial<Record<INodeProperties['type'], unknown>> = {
	boolean: 'perhaps',
	multiOptions: ['nonsense'],
	number: 'many',
	options: 'nonsense',
};

/** Options that every operation has; the engine reads them. */
const ofTheRun = new Set(namesOf(sendOptions));

/** A field whose values the form limits, at the top of the form or in a collection. */
interface Limited {
	field: INodeProperties;
	collection?: string;
}

function limitedFields({ operation: { properties }, sample }: SampledOperation): Limited[] {
	const defaults = [...properties].reverse().map(({ name, default: value }) => [name, value]);
	const form = { ...Object.fromEntries(defaults), ...sample.parameters } as INodeParameters;
	const isShown = ({ displayOptions }: INodeProperties) =>
		Object.entries(displayOptions?.show ?? {}).every(([name, values]) =>
			values?.some((value) => value === form[name.replace('/', '')]),
		);
	const isLimited = ({ name, type, noDataExpression }: INodeProperties) =>
		type in NONSENSE &&
		noDataExpression !== true &&
		!ofTheRun.has(name) &&
		!(name in sample.parameters);
	return properties.filter(isShown).flatMap((property): Limited[] => {
		if (property.type !== 'collection') return isLimited(property) ? [{ field: property }] : [];
		return (property.options as INodeProperties[])
			.filter((field) => isShown(field) && isLimited(field))
			.map((field) => ({ field, collection: property.name }));
	});
}

/** Parameters in which a field has nonsense for the item that names it, and else its default. */
function withNonsense(fields: Limited[]): INodeParameters {
	const parameters: INodeParameters = {};
	for (const { field, collection } of fields) {
		const nonsense = JSON.stringify(NONSENSE[field.type]);
		const value = `={{ $json.field === "${collection ?? ''} ${field.name}" ? ${nonsense} : ${JSON.stringify(field.default)} }}`;
		if (collection === undefined) parameters[field.name] = value;
		else parameters[collection] = { ...(parameters[collection] as object), [field.name]: value };
	}
	return parameters;
}

/** Something for each field that must not be empty in case a form is shown with it. */
function required(properties: readonly INodeProperties[]): INodeParameters {
	const fields = properties.filter(
		({ required, default: value }) => required && !value?.toString(),
	);
	return Object.fromEntries(
		fields.map(({ name, type, options = [] }) => [
			name,
			type === 'multiOptions' ? options.flatMap((one) => ('value' in one ? [one.value] : [])) : '1',
		]),
	);
}

// An upload reads its form from the first item.
const forms = sampledOperations
	.filter(({ node, key }) => node === 'tpns' && key !== 'audiencePackage:upload')
	.map((sampled) => ({ ...sampled, fields: limitedFields(sampled) }))
	.filter(({ fields }) => fields.length > 0);

test.each(forms)('$key refuses what its form does not offer, and names the field', async (each) => {
	const { fields, operation, sample } = each;
	const { output, error } = await runSample(emulator, each, {
		parameters: {
			...required(operation.properties),
			...sample.parameters,
			...withNonsense(fields),
		},
		items: fields.map(({ field, collection = '' }) => ({ field: `${collection} ${field.name}` })),
		settings: { onError: 'continueRegularOutput' },
	});
	expect(error).toBeUndefined();
	expect(emulator.control.requests()).toEqual([]);
	expect(output.map(({ json }) => json.field)).toEqual(
		fields.map(({ field }) => field.displayName),
	);
});
