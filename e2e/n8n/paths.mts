import { join, resolve } from 'node:path';

/** The root of this repository. */
export const repositoryFolder = resolve(import.meta.dirname, '../..');

/** Everything that is installed or made at run time goes below this git-ignored folder. */
export const cacheFolder = join(repositoryFolder, '.cache');
