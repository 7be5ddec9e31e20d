import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Emulator } from '../../emulator/server.mts';

/** A run of an operation that succeeds against a fresh emulator, for every test of all operations. */
export interface Sample {
	/** Parameters without resource and operation: only what has no default. */
	parameters: INodeParameters;
	/** Input items; one empty item when left out. */
	items?: IDataObject[];
	/**
	 * Brings the emulator into the state that the run needs. What it returns is laid over the
	 * parameters, e.g. the ID of a push that it made.
	 */
	prepare?(emulator: Emulator): Promise<INodeParameters | void> | INodeParameters | void;
}

/** Samples by `resource:operation`. */
export type Samples = Record<string, Sample>;
