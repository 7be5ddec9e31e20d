import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { FieldContext, Fields, ValuesOf } from '../fields/field';
import { namesOf, propertiesOf, valuesReader } from '../fields/field';
import { CallFailure } from '../transport/failure';
import type { ApiRequest, Call } from '../transport/request';
import type { ItemResult, Operation, OperationTexts, Run } from './operation';
import { previewRow, recipientCount } from './preview';
import { showAdvice, showWarnings } from './summary';

/** What an operation works with for an item. */
export interface ItemTools {
	call: Call;
	context: FieldContext;
	execution: IExecuteFunctions;
	itemIndex: number;
	pause: Run['pause'];
}

/** As `warnings` and `advice` of a batched operation. */
interface Remarks {
	warnings: string[];
	advice: string[];
}

interface ItemOperation<F extends Fields> extends OperationTexts {
	fields: F;
	isSend?: true;
	/** Returns the item's results. Throws FieldError or CallFailure. */
	run(values: ValuesOf<F>, tools: ItemTools): Promise<ItemResult[]>;
	/** The request that Preview Only shows, when the form has it. */
	preview?(values: ValuesOf<F>, context: FieldContext): ApiRequest;
	/** Recipients of that request; null stands for all whom the API selects. */
	recipients?(values: ValuesOf<F>): readonly unknown[];
	/** Remarks on that request: what the API would cut or ignore, and what it could do better. */
	remarks?(request: ApiRequest): Remarks;
}

/** An operation that is carried out for each item on its own. */
export function defineOperation<F extends Fields>({
	fields,
	run: runItem,
	preview,
	recipients = () => [null],
	remarks,
	...operation
}: ItemOperation<F>): Operation {
	const names = namesOf(fields);
	const valuesOf = valuesReader(fields);
	const switches = Object.keys(fields).filter((name) =>
		fields[name].properties.every(({ type }) => type === 'boolean'),
	);
	const previewOf = async (values: ValuesOf<F>, run: Run, index: number, remarked: Remarks[]) => {
		if (!preview || !run.settings.previewOnly) return undefined;
		const request = preview(values, run.context);
		const { warnings = [], advice = [] } = remarks?.(request) ?? {};
		remarked.push({ warnings: [], advice });
		return await previewRow(
			{
				recipients: recipientCount(recipients(values)),
				warnings,
				requests: [request],
				items: [index],
			},
			run,
		);
	};
	return {
		...operation,
		properties: propertiesOf(fields),
		async run(run) {
			const output: INodeExecutionData[] = [];
			const remarked: Remarks[] = [];
			for (let index = 0; index < run.items.length; index++) {
				try {
					run.settingsOf(index);
					const values = valuesOf(run.reader.read(names, index), run.context);
					// Refused before a request, also when the answer would not make use of them.
					for (const name of switches) void values[name];
					const shown = await previewOf(values, run, index, remarked);
					if (shown) {
						output.push(shown);
						continue;
					}
					const { context, execution, pause } = run;
					if (preview && remarks) remarked.push(remarks(preview(values, context)));
					const call = run.callOf(index);
					const results = await runItem(values, {
						call,
						context,
						execution,
						pause,
						itemIndex: index,
					});
					for (const result of results) output.push({ ...result, pairedItem: { item: index } });
				} catch (error) {
					output.push(run.failItem(error, index));
					if (error instanceof CallFailure && error.kind === 'cancelled') break;
				}
			}
			showWarnings(
				run.execution,
				remarked.flatMap(({ warnings }) => warnings),
			);
			showAdvice(
				run.execution,
				remarked.flatMap(({ advice }) => advice),
			);
			return output;
		},
	};
}
