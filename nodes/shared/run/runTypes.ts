import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Call } from '../transport/request';
import type { ParameterReader } from './parameters';
import type { RunSettings } from '../form/settings';
import type { OperationContext } from './operation';

/** What the three ways to run an operation share. */
export interface Run {
	execution: IExecuteFunctions;
	items: INodeExecutionData[];
	reader: ParameterReader;
	settings: RunSettings;
	context: OperationContext;
	call: Call;
	/** Whether the node stops the workflow at the first failure. */
	stopsOnFailure: boolean;
	/**
	 * Throws n8n's error when the node stops on failures, and otherwise returns the item that says
	 * what happened.
	 */
	fail(error: unknown, index: number, details?: IDataObject): INodeExecutionData;
}
