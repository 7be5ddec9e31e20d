import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { nodeError } from '../../shared/run/failures';
import { createCall } from '../../shared/transport/request';
import { tencentPush } from '../product';
import { listAttributeNames } from '../resources/attributeName/list';

/** Attribute names of the app for the list of the editor, by parts of their names. */
export async function searchAttributeNames(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	// Scheduled pushes have no API Family; the editor may remember one of another resource.
	const isOlder =
		this.getCurrentNodeParameter('resource') !== 'scheduledPush' &&
		this.getCurrentNodeParameter('apiFamily') === 'chat';
	const word = filter.trim().toLowerCase();
	try {
		const call = await createCall(this, tencentPush);
		const names = await listAttributeNames(call, isOlder ? 'chat' : 'pushService');
		return {
			results: names
				.filter(({ name }) => name.toLowerCase().includes(word))
				.map(({ name, accountType }) => ({
					name: accountType === undefined ? name : `${name} (${accountType})`,
					value: name,
				})),
		};
	} catch (error) {
		throw nodeError(this, error);
	}
}
