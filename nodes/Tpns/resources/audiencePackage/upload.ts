import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { namesOf, propertiesOf, valuesReader } from '../../../shared/fields/field';
import type { JsonObject } from '../../../shared/fields/json';
import { outcomeOf } from '../../../shared/run/failures';
import type { Operation, Run } from '../../../shared/run/operation';
import { shownBody } from '../../../shared/run/preview';
import { showAdvice, showWarnings } from '../../../shared/run/summary';
import { CallFailure } from '../../../shared/transport/failure';
import type { Call } from '../../../shared/transport/request';
import { responseNumber } from '../../../shared/transport/response';
import { buildPackagePush } from '../../message/toPackage';
import { pushAdvice, pushWarnings } from '../../message/warnings';
import { bulkOutcome, bulkRequest } from '../push/bulkPush';
import { uploadFields } from './fields';
import type { Package } from './packages';
import { packFiles, packRows } from './packages';

const names = namesOf(uploadFields);
const valuesOf = valuesReader(uploadFields);

export const upload: Operation = {
	value: 'upload',
	name: 'Upload',
	action: 'Upload an audience package',
	description:
		'Upload accounts or device tokens as a package that pushes go to: any number, in one call of at most 100 MB',
	properties: propertiesOf(uploadFields),
	async run(run) {
		if (run.items.length === 0) return [];
		const values = valuesOf(run.reader.read(names, 0), run.context);
		const push = values.pushAfterUpload ? buildPackagePush(values, values) : undefined;
		const { packages, failed } =
			values.source === 'binary'
				? await packFiles(run, values.packageKind)
				: packRows(run, values.packageKind, values.fileName);
		const results = [...failed];
		if (push && !run.context.isPreview) {
			showWarnings(run.execution, pushWarnings(push));
			showAdvice(run.execution, pushAdvice(push));
		}
		for (const [index, each] of packages.entries()) {
			const result = run.context.isPreview
				? preview(each, push)
				: await send(run, index, each, push);
			results.push([each.items[0], result]);
		}
		return results.sort(([a], [b]) => a - b).map(([, result]) => result);
	},
};

/** Uploads a package, and sends the push to it. `index` is that of the package. */
async function send(
	run: Run,
	index: number,
	{ about, items, openBody }: Package,
	push: JsonObject | undefined,
): Promise<INodeExecutionData> {
	// With "Retry On Fail" the package is uploaded anew, and the push is not sent a second time.
	const call = run.callOf(index);
	let json: IDataObject = about;
	try {
		const { body } = await call({ path: '/v3/push/package/upload', openBody });
		const uploadId = uploadIdOf(body);
		json = { uploadId, upload_id: uploadId, ...about };
		if (push) json.push = await sendPush(call, { upload_id: uploadId, ...push });
		return { json, pairedItem: links(items) };
	} catch (error) {
		const details = { ...json, ...outcomeOf(error) };
		return { ...run.failItem(error, items[0], details), pairedItem: links(items) };
	}
}

function uploadIdOf({ uploadId, upload_id: other }: JsonObject): number {
	const id = responseNumber(uploadId ?? other);
	if (Number.isSafeInteger(id) && id > 0) return id;
	throw new CallFailure('unknown', 'TPNS accepted the package without giving its upload ID', {
		fix: 'Upload it again',
	});
}

async function sendPush(call: Call, push: JsonObject): Promise<IDataObject> {
	const { extra, ...outcome } = bulkOutcome(await call(bulkRequest(push)), push);
	return { ...outcome, ...extra };
}

function preview({ about, items }: Package, push: JsonObject | undefined): INodeExecutionData {
	const shown = push && {
		push: shownBody(push),
		warnings: [...pushWarnings(push), ...pushAdvice(push)],
	};
	return { json: { preview: true, ...about, ...shown }, pairedItem: links(items) };
}

function links(items: number[]): INodeExecutionData['pairedItem'] {
	const all = items.map((item) => ({ item }));
	return all.length === 1 ? all[0] : all;
}
