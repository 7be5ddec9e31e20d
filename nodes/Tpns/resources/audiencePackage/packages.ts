import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { namesOf, valuesReader } from '../../../shared/fields/field';
import type { Run } from '../../../shared/run/operation';
import type { PackageKind } from '../../audience/package';
import type { OpenBody } from './binaryFile';
import { checkBinaryFile, checkFileName, findBinaryFile, openText } from './binaryFile';
import { uploadFields } from './fields';
import { checkRow, RowFiles, tokenWarning } from './rows';

/** A file that is ready to be uploaded. */
export interface Package {
	/** What the output says of it. */
	about: IDataObject;
	/** Indexes of the items that it comes from. */
	items: number[];
	openBody: OpenBody;
}

/** The packages of a run, and what the output says of the items that cannot be used. */
interface Packed {
	packages: Package[];
	failed: ItemResult[];
}

/** An output item after the index of the first item that it comes from. */
export type ItemResult = [firstItem: number, result: INodeExecutionData];

/**
 * A package from the values of all items; several where they exceed 100 MB.
 *
 * @param fileName name that was entered; empty for one after the kind
 * @throws FieldError when the file name cannot be used
 */
export function packRows(run: Run, packageKind: PackageKind, fileName: string): Packed {
	const name = checkFileName(fileName || `${packageKind}s.txt`, ['.txt', '.csv']);
	const { rows } = uploadFields;
	const names = namesOf({ rows });
	const collected = new RowFiles();
	const failed: ItemResult[] = [];
	for (let index = 0; index < run.items.length; index++) {
		try {
			const list = rows.read(run.reader.read(names, index), run.context);
			for (const row of list) checkRow(row, packageKind, rows.properties[0].displayName);
			collected.add(index, list);
		} catch (error) {
			failed.push([index, run.failItem(error, index)]);
		}
	}
	const { files } = collected;
	const packages = files.map((file, index) => {
		const { bytes, duplicates, items, notOfTokenLength } = file;
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
		};
	});
	return { packages, failed };
}

/** A package from the file of each item. */
export async function packFiles(run: Run, packageKind: PackageKind): Promise<Packed> {
	const { binaryField, fileName } = uploadFields;
	const fields = { binaryField, fileName };
	const names = namesOf(fields);
	const valuesOf = valuesReader(fields);
	const packages: Package[] = [];
	const failed: ItemResult[] = [];
	for (let index = 0; index < run.items.length; index++) {
		try {
			const values = valuesOf(run.reader.read(names, index), run.context);
			const file = await findBinaryFile(run.execution, index, values.binaryField, values.fileName);
			const { openBody, about } = await checkBinaryFile(run.execution, file, packageKind);
			packages.push({
				about: { packageKind, fileName: file.fileName, ...about },
				items: [index],
				openBody,
			});
		} catch (error) {
			failed.push([index, run.failItem(error, index)]);
		}
	}
	return { packages, failed };
}

function numbered(name: string, number: number): string {
	return name.replace(/(\.[^.]+)$/, `-${number}$1`);
}
