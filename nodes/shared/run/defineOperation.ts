import type {
	FoldedOperation,
	ItemOperation,
	Operation,
	Resource,
	WholeOperation,
} from './operation';

/** An operation whose items share calls. */
export function defineFoldedOperation<Message, Member>(
	operation: Omit<FoldedOperation<Message, Member>, 'kind'>,
): Operation {
	return { ...operation, kind: 'folded' } as unknown as Operation;
}

/** An operation that is carried out for each item on its own. */
export function defineOperation(operation: Omit<ItemOperation, 'kind'>): Operation {
	return { ...operation, kind: 'perItem' };
}

/** An operation that makes its results from all items at once. */
export function defineWholeOperation(operation: Omit<WholeOperation, 'kind'>): Operation {
	return { ...operation, kind: 'whole' };
}

/** A resource; its operations are shown in the order of their names. */
export function defineResource(resource: Resource): Resource {
	return resource;
}
