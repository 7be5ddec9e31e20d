import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { createCall } from '../../shared/transport/request';
import { signerOf } from '../userSig';
import { tencentPush } from '../product';
import { listScheduledPushes } from '../resources/scheduledPush/list';
import { responseText } from '../../shared/transport/response';

const PER_PAGE = 20;

/** Scheduled pushes for the list of the editor, the latest first. */
export async function searchScheduledPushes(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { sdkAppId } = signerOf(await this.getCredentials(tencentPush.credential));
	const offset = Number(paginationToken ?? 0);
	const call = await createCall(this, tencentPush);
	const search = {
		Sdkappid: sdkAppId,
		OrderBy: 'schedat',
		Asc: false,
		...(filter ? { Keyword: filter } : {}),
	} as const;
	const tasks = await listScheduledPushes(call, search, PER_PAGE, offset);
	return {
		results: tasks.map(({ TaskID, Title, SchedAt, Status }) => ({
			name: `${responseText(Title || TaskID)} (${responseText(SchedAt)} UTC, ${responseText(Status)})`,
			value: responseText(TaskID),
		})),
		...(tasks.length === PER_PAGE ? { paginationToken: String(offset + PER_PAGE) } : {}),
	};
}
