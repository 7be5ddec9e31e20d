import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { namesOf, propertiesOf, valuesReader } from '../../../shared/fields/field';
import type { JsonObject } from '../../../shared/fields/json';
import { canonicalJson } from '../../../shared/fields/json';
import { OutcomeFailure, outcomeOf } from '../../../shared/run/failures';
import type { Operation, Outcome, Run } from '../../../shared/run/operation';
import { scalarsKey } from '../../../shared/run/plan';
import { previewRow, recipientCount } from '../../../shared/run/preview';
import { showAdvice, showWarnings } from '../../../shared/run/summary';
import { CallFailure } from '../../../shared/transport/failure';
import type { Call } from '../../../shared/transport/request';
import { responseNumber } from '../../../shared/transport/response';
import { buildPackagePush } from '../../message/toPackage';
import { pushAdvice, pushWarnings } from '../../message/warnings';
import { bulkOutcome, bulkRequest } from '../push/bulkPush';
import { uploadFields } from './fields';
import { checkFileName } from './binaryFile';
import type { Package, UploadOf } from './packages';
import { pack } from './packages';

const names = namesOf(uploadFields);
const valuesOf = valuesReader(uploadFields);

/** What an item adds to a package; the other fields say what the package is. */
const ROW_NAMES = namesOf({ rows: uploadFields.rows, binaryField: uploadFields.binaryField });
const PACKAGE_NAMES = names.filter((name) => !ROW_NAMES.includes(name));

export const upload: Operation = {
	value: 'upload',
	name: 'Upload',
	action: 'Upload audience package',
	description: 'Upload accounts or device tokens as a package to send pushes to, at most 100 MB',
	properties: propertiesOf(uploadFields),
	async run(run) {
		if (run.items.length === 0) return [];
		const { packages, failed } = await pack(run, uploadReader(run));
		const results = [...failed];
		const pushes = [...new Set(packages.flatMap(({ push }) => (push ? [push] : [])))];
		if (!run.context.isPreview)
			showWarnings(
				run.execution,
				pushes.flatMap((push) => pushWarnings(push)),
			);
		showAdvice(run.execution, pushes.flatMap(pushAdvice));
		for (const [index, each] of packages.entries()) {
			const result = run.context.isPreview
				? await preview(each, run)
				: await send(run, index, each);
			results.push([each.items[0], result]);
		}
		return results.sort(([a], [b]) => a - b).map(([, result]) => result);
	},
};

/** What an item says of its package; made once for items that say the same. Throws FieldError. */
function uploadReader(run: Run): (index: number) => UploadOf {
	const varying = run.reader.varying(PACKAGE_NAMES);
	const byRawValues = new Map<string, UploadOf>();
	const byContent = new Map<string, UploadOf>();
	return (index) => {
		const raw = run.reader.read(varying, index);
		const key = scalarsKey(varying.map((name) => raw[name]));
		const known = key === undefined ? undefined : byRawValues.get(key);
		if (known) return known;
		run.settingsOf(index);
		const values = valuesOf(run.reader.read(names, index), run.context);
		const { source, packageKind } = values;
		const push = values.pushAfterUpload ? buildPackagePush(values, values) : undefined;
		// Files have names of their own.
		const fileName =
			source === 'items' && values.fileName !== ''
				? checkFileName(values.fileName, ['.txt', '.csv'])
				: '';
		const made: UploadOf = { source, packageKind, push, fileName };
		const content = canonicalJson(made);
		const upload = byContent.get(content) ?? made;
		byContent.set(content, upload);
		if (key !== undefined) byRawValues.set(key, upload);
		return upload;
	};
}

/** Uploads a package, and sends the push to it. `index` is that of the package. */
async function send(
	run: Run,
	index: number,
	{ about, items, openBody, push }: Package,
): Promise<INodeExecutionData> {
	const call = run.callOf(index);
	let json: IDataObject = about;
	try {
		const { body } = await call({ path: '/v3/push/package/upload', openBody, isKept: true });
		const uploadId = uploadIdOf(body);
		json = { uploadId, ...about };
		if (!push) return { json, pairedItem: links(items) };
		const outcome = await sendPush(call, { upload_id: uploadId, ...push });
		const { extra, ...said } = outcome;
		json.push = { ...said, ...extra };
		if (outcome.status === 'accepted') return { json, pairedItem: links(items) };
		const failed = run.failItem(new OutcomeFailure(outcome), items[0], { ...json, ...said });
		return { ...failed, pairedItem: links(items) };
	} catch (error) {
		const details = { ...json, ...outcomeOf(error) };
		return { ...run.failItem(error, items[0], details), pairedItem: links(items) };
	}
}

function uploadIdOf({ uploadId, upload_id: other }: JsonObject): number {
	const id = responseNumber(uploadId ?? other);
	if (Number.isSafeInteger(id) && id > 0) return id;
	throw new CallFailure('unknown', 'TPNS accepted the package without returning its upload ID', {
		fix: 'Upload it again',
	});
}

async function sendPush(call: Call, push: JsonObject): Promise<Outcome> {
	return bulkOutcome(await call(bulkRequest(push)), push);
}

async function preview({ about, items, push }: Package, run: Run): Promise<INodeExecutionData> {
	if (!push) return { json: { preview: true, ...about }, pairedItem: links(items) };
	const row = await previewRow(
		{
			// The rows of a .zip are not counted.
			recipients: (about.rows as number | undefined) ?? recipientCount([null]),
			warnings: pushWarnings(push),
			requests: [bulkRequest(push)],
			items,
		},
		run,
	);
	return { ...row, json: { preview: true, ...about, ...row.json }, pairedItem: links(items) };
}

function links(items: number[]): INodeExecutionData['pairedItem'] {
	const all = items.map((item) => ({ item }));
	return all.length === 1 ? all[0] : all;
}
