import { runSample, sampledOperations } from '../samples/all.mts';
import { failing, fieldsOf, namedIn, names, unknownIn } from '../support/fieldNames.mts';
import { emulator, freshEmulatorForEachTest } from '../support/freshEmulator.mts';

freshEmulatorForEachTest();

test('there are names to look for', () => {
	expect(names).toContain('Preview Only');
	expect(namedIn('Try Preview Only first')).toEqual(['Preview Only']);
});

test.each(sampledOperations)(
	'$node $key refused for its request names Preview Only where it has it',
	async (sampled) => {
		const hasPreview = sampled.operation.properties.some(({ name }) => name === 'previewOnly');
		const code = sampled.node === 'tpns' ? 1008001 : 60003;
		const { output } = await runSample(emulator, failing(sampled, code), {
			settings: { onError: 'continueRegularOutput' },
		});
		expect(JSON.stringify(output).includes("'Preview Only' shows the request")).toBe(hasPreview);
	},
);

test.each(sampledOperations)('the form of $node $key names its own fields only', (sampled) => {
	const texts = [...fieldsOf(sampled.operation.properties)].flatMap((field) => [
		field.description ?? '',
		field.hint ?? '',
		field.type === 'notice' ? field.displayName : '',
		...(field.options ?? []).map((option) =>
			'description' in option ? (option.description ?? '') : '',
		),
	]);
	expect(unknownIn(texts, sampled)).toEqual([]);
});
