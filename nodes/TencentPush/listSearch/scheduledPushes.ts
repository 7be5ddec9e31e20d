import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { nodeError } from '../../shared/run/failures';
import { createCall } from '../../shared/transport/request';
import { signerOf } from '../userSig';
import { tencentPush } from '../product';
import { listScheduledPushes, periodAround } from '../resources/scheduledPush/list';
import { responseText } from '../../shared/transport/response';

/** Days before and after now; each month takes a request. */
const DAYS = 90;

/** The most that the list shows; a word narrows it. */
const MOST = 100;

/** Scheduled pushes for the list of the editor, the latest first. */
export async function searchScheduledPushes(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	try {
		const { sdkAppId } = signerOf(await this.getCredentials(tencentPush.credential));
		const call = await createCall(this, tencentPush);
		const search = {
			Sdkappid: sdkAppId,
			OrderBy: 'schedat',
			Asc: false,
			...(filter ? { Keyword: filter } : {}),
		} as const;
		const tasks = await listScheduledPushes(call, search, periodAround(new Date(), DAYS), MOST);
		return {
			results: tasks.map(({ TaskID, Title, SchedAt, Status }) => ({
				name: `${responseText(Title || TaskID)} (${responseText(SchedAt)} UTC, ${responseText(Status)})`,
				value: responseText(TaskID),
			})),
		};
	} catch (error) {
		throw nodeError(this, error);
	}
}
