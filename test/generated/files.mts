import { sampledOperations } from '../samples/all.mts';
import { pageOf, pages } from './docs.mts';
import { faultMatrix } from './faultMatrix.mts';
import { schemaFile, schemaOf } from './schemas.mts';

/** A file that `npm run generate` writes. */
export interface GeneratedFile {
	/** Below the repository's root. */
	path: string;
	content(): Promise<string>;
}

/** Everything that is made from the nodes. Start n8n's expression engine before. */
export const generated: GeneratedFile[] = [
	...pages.map((page) => ({ path: page.file, content: async () => await pageOf(page) })),
	{ path: 'docs/fault-matrix.md', content: faultMatrix },
	...sampledOperations.map((operation) => ({
		path: schemaFile(operation),
		content: async () => await schemaOf(operation),
	})),
];
