/**
 * Whether an agent calls the node itself, as agents before version 3 do. The input of the node is
 * then what the agent gave, while `$json` in its expressions is the input of the agent.
 */
export function isCalledByAgent(execution: { isToolExecution?(): boolean }): boolean {
	return typeof execution.isToolExecution === 'function' && execution.isToolExecution();
}
