import type { IDataObject, INodeParameters } from 'n8n-workflow';

/** A run of an operation that succeeds against a fresh emulator, used by every test of all operations. */
export interface Sample {
	/** Parameters without resource and operation: only what has no default. */
	parameters: INodeParameters;
	/** Input items; one empty item when left out. */
	items?: IDataObject[];
	/** Brings the emulator into the state that the run needs. */
	prepare?(
		emulator: import('../../emulator/server.mts').Emulator,
	): Promise<IDataObject | void> | IDataObject | void;
}

/** Samples by `resource:operation`. */
export type Samples = Record<string, Sample>;
