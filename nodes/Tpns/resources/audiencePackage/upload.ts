import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../../../shared/fields/json';
import { readRequiredList } from '../../../shared/fields/list';
import { defineWholeOperation } from '../../../shared/run/defineOperation';
import { isStopMode, outcomeOf } from '../../../shared/run/failures';
import type {
	ItemSurroundings,
	Parameters,
	WholeItems,
	WholeResult,
} from '../../../shared/run/operation';
import type { ApiRequest } from '../../../shared/transport/request';
import { multipartFile } from '../../../shared/transport/multipart';
import type { PackageKind } from '../../audience/package';
import { readPackageKind } from '../../audience/package';
import { buildPackagePush } from '../../message/toPackage';
import { bulkOutcome, bulkRequest } from '../push/bulkPush';
import { checkFileName, findBinaryFile, openBinaryFile } from './binaryFile';
import { rowsField, uploadFields } from './fields';
import type { RowFile } from './rows';
import { checkRow, RowFiles } from './rows';
import { readTrimmed } from '../../../shared/fields/text';
import { responseNumber } from '../../../shared/transport/response';

type Surroundings = Omit<ItemSurroundings, 'itemIndex'>;

/** A file that is ready to go up. */
interface Package {
	/** What the output says of it. */
	about: IDataObject;
	/** Tells its content from that of others, for repeated runs. */
	content(): string;
	items: number[];
	openBody: NonNullable<ApiRequest['openBody']>;
}

interface Prepared {
	packages: Package[];
	/** Items that cannot be used. */
	bad: WholeResult[];
}

export const upload = defineWholeOperation({
	value: 'upload',
	name: 'Upload',
	action: 'Upload an audience package',
	description:
		'Upload accounts or device tokens as a package that pushes go to: any number, in one call of at most 100 MB',
	fields: uploadFields,
	async run(items, surroundings) {
		if (items.length === 0) return [];
		const parameters = items.parameters(0);
		const kind = readPackageKind(parameters.packageKind);
		const push =
			parameters.pushAfterUpload === true
				? buildPackagePush(kind, parameters, surroundings.context)
				: undefined;
		const { packages, bad } =
			parameters.source === 'binary'
				? await fromFiles(items, kind, surroundings)
				: fromRows(items, kind, parameters);
		if (bad.length > 0 && isStopMode(surroundings.execution)) return bad;
		const results: WholeResult[] = [];
		for (const one of packages) {
			results.push(
				surroundings.context.isPreview
					? preview(one, push)
					: await uploaded(one, push, surroundings),
			);
		}
		return [...results, ...bad].sort((a, b) => a.items[0] - b.items[0]);
	},
});

/** Packages from the values of all items. */
function fromRows(items: WholeItems, kind: PackageKind, parameters: Parameters): Prepared {
	const files = new RowFiles(items.length);
	const bad: WholeResult[] = [];
	const name = checkFileName(readTrimmed(parameters.fileName, 'File Name') || `${kind}s.txt`, [
		'.txt',
		'.csv',
	]);
	const { name: fieldName, displayName: field } = rowsField;
	const names = [fieldName];
	for (let index = 0; index < items.length; index++) {
		try {
			const rows = items.parameters(index, names)[fieldName];
			const list = readRequiredList(rows, field);
			for (const row of list) checkRow(row, kind, field);
			files.add(index, list);
		} catch (error) {
			bad.push(failed(error, [index]));
		}
	}
	const all = files.files;
	const packages = all.map((file, index): Package => {
		const { rows, bytes, duplicates, items: sources } = file;
		const fileName = all.length === 1 ? name : numbered(name, index + 1);
		return {
			about: { packageKind: kind, fileName, rows, bytes, duplicates },
			content: () => file.digest(),
			items: sources,
			openBody: openRows(file, fileName),
		};
	});
	return { packages, bad };
}

/** A package from the file of each item. */
async function fromFiles(
	items: WholeItems,
	kind: PackageKind,
	{ execution }: Surroundings,
): Promise<Prepared> {
	const packages: Package[] = [];
	const bad: WholeResult[] = [];
	for (let index = 0; index < items.length; index++) {
		try {
			const { binaryPropertyName, fileName } = items.parameters(index, [
				'binaryPropertyName',
				'fileName',
			]);
			const file = await findBinaryFile(
				execution,
				index,
				readTrimmed(binaryPropertyName, 'Input Binary Field'),
				readTrimmed(fileName, 'File Name'),
			);
			packages.push({
				about: { packageKind: kind, fileName: file.fileName, bytes: file.bytes },
				content: () => file.data.id ?? `${index} ${file.fileName} ${file.bytes}`,
				items: [index],
				openBody: openBinaryFile(execution, file),
			});
		} catch (error) {
			bad.push(failed(error, [index]));
		}
	}
	return { packages, bad };
}

async function uploaded(
	{ about, content, items, openBody }: Package,
	push: JsonObject | undefined,
	{ call }: Surroundings,
): Promise<WholeResult> {
	let json: IDataObject = { ...about };
	try {
		const { body } = await call({ path: '/v3/push/package/upload', openBody });
		const uploadId = responseNumber(body.uploadId ?? body.upload_id);
		json = { uploadId, upload_id: uploadId, ...about };
		if (push) {
			const answer = await call({
				...bulkRequest({ upload_id: uploadId, ...push }),
				// A repeated run uploads anew, and its upload ID would hide that this push was sent.
				idempotencyKey: () => JSON.stringify(['push after upload', content(), push]),
			});
			json.push = bulkOutcome(answer, push);
		}
		return { json, items };
	} catch (error) {
		return failed(error, items, json);
	}
}

function preview({ about, items }: Package, push: JsonObject | undefined): WholeResult {
	return {
		json: { preview: true, ...about, ...(push ? { push: push as IDataObject } : {}) },
		items,
	};
}

function failed(error: unknown, items: number[], json: IDataObject = {}): WholeResult {
	const failure = error instanceof Error ? error : new Error(String(error));
	return { json: { ...json, ...outcomeOf(failure) }, items, failure };
}

/** The body of an upload, made anew for each attempt. */
function openRows(file: RowFile, fileName: string): NonNullable<ApiRequest['openBody']> {
	return async () => {
		const frame = multipartFile('file', fileName, file.bytes);
		return { body: file.framed(frame), headers: frame.headers };
	};
}

function numbered(name: string, number: number): string {
	return name.replace(/(\.[^.]+)$/, `-${number}$1`);
}
