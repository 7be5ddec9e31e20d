import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { namesOf, valuesReader } from '../../../shared/fields/field';
import { FieldError } from '../../../shared/fields/fieldError';
import type { JsonObject } from '../../../shared/fields/json';
import type { Run } from '../../../shared/run/operation';
import type { PackageKind } from '../../audience/package';
import type { OpenBody } from './binaryFile';
import { checkBinaryFile, findBinaryFile, openText } from './binaryFile';
import { uploadFields } from './fields';
import { checkRow, RowFiles, tokenWarning } from './rows';

/** What an item says of the package that it belongs to. */
export interface UploadOf {
	source: 'binary' | 'items';
	packageKind: PackageKind;
	/** The push that follows, without its upload ID. */
	push: JsonObject | undefined;
	/** Name of a package of rows; empty for one after the kind. */
	fileName: string;
}

/** A file that is ready to be uploaded. */
export interface Package {
	/** What the output says of it. */
	about: IDataObject;
	/** Indexes of the items that it comes from. */
	items: number[];
	openBody: OpenBody;
	/** The push that follows, without its upload ID. */
	push: JsonObject | undefined;
}

/** The packages of a run, and what the output says of the items that cannot be used. */
interface Packed {
	packages: Package[];
	failed: ItemResult[];
}

/** An output item after the index of the first item that it comes from. */
export type ItemResult = [firstItem: number, result: INodeExecutionData];

/**
 * The packages of all items: one from the file of each item, or one from the rows of all, several
 * where they exceed 100 MB.
 *
 * @param uploadOf what an item says of its package
 * @throws what stops the run at a bad item
 */
export async function pack(run: Run, uploadOf: (index: number) => UploadOf): Promise<Packed> {
	const packed: Packed = { packages: [], failed: [] };
	const collected = new RowFiles();
	const { rows, binaryField, fileName } = uploadFields;
	const rowNames = namesOf({ rows });
	const fileFields = { binaryField, fileName };
	const fileNames = namesOf(fileFields);
	const fileValues = valuesReader(fileFields);
	let first: UploadOf | undefined;
	for (let index = 0; index < run.items.length; index++) {
		try {
			const upload = uploadOf(index);
			first ??= upload;
			if (upload.source === 'items') {
				checkSame(upload, first);
				const list = rows.read(run.reader.read(rowNames, index), run.context);
				for (const row of list) checkRow(row, upload.packageKind, rows.properties[0].displayName);
				collected.add(index, list);
				continue;
			}
			const { packageKind, push } = upload;
			const values = fileValues(run.reader.read(fileNames, index), run.context);
			const file = await findBinaryFile(run.execution, index, values.binaryField, values.fileName);
			const { openBody, about } = await checkBinaryFile(run.execution, file, packageKind);
			packed.packages.push({
				about: { packageKind, fileName: file.fileName, ...about },
				items: [index],
				openBody,
				push,
			});
		} catch (error) {
			packed.failed.push([index, run.failItem(error, index)]);
		}
	}
	if (first) packed.packages.push(...packagesOf(collected, first));
	return packed;
}

/** @throws FieldError when an item cannot share a package with the first one */
function checkSame(upload: UploadOf, first: UploadOf): void {
	if (upload === first) return;
	const differences: Array<[name: string, differs: boolean]> = [
		['Source', upload.source !== first.source],
		['Package Contains', upload.packageKind !== first.packageKind],
		['File Name', upload.fileName !== first.fileName],
	];
	const problem = 'differs from the first item, and all items go into one package';
	const fix = 'Make it the same in all items, or put a Loop Over Items node before this node';
	const field = differences.find(([, differs]) => differs)?.[0];
	throw field === undefined
		? FieldError.of('The push after the upload', problem, fix)
		: new FieldError(field, problem, fix);
}

function packagesOf({ files }: RowFiles, { packageKind, push, fileName }: UploadOf): Package[] {
	return files.map((file, index) => {
		const { bytes, duplicates, items, notOfTokenLength } = file;
		const name = fileName || `${packageKind}s.txt`;
		const ownName = files.length === 1 ? name : numbered(name, index + 1);
		return {
			about: {
				packageKind,
				fileName: ownName,
				rows: file.rows.size,
				bytes,
				duplicates,
				...tokenWarning(packageKind, notOfTokenLength),
			},
			items,
			openBody: openText(ownName, bytes, () => file.content, 'utf8'),
			push,
		};
	});
}

function numbered(name: string, number: number): string {
	return name.replace(/(\.[^.]+)$/, `-${number}$1`);
}
