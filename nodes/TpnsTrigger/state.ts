import type { IDataObject } from 'n8n-workflow';
import type { FollowRound } from './followRound';
import type { StoredHistory } from './history';
import type { StoredCalls } from './quota';

/** A list that is read page by page, over several polls where the quota is short. */
export interface ListCursor extends IDataObject {
	/** First and last day, `yyyy-MM-dd` where TPNS is. */
	startDate: string;
	endDate: string;
	/** Records that were read. */
	offset: number;
	/** Milliseconds since 1970. */
	startedAt: number;
}

/** What n8n keeps for the trigger, as its static data. */
export interface State extends IDataObject {
	/** App and filters that the history belongs to. */
	scope?: string;
	history?: StoredHistory;
	/** Until all that there is has been seen once: it is no news. */
	initialSync?: boolean;
	listCursor?: ListCursor;
	/** When the last list began that was read to its end, in milliseconds since 1970. */
	listedAt?: number;
	/** When TPNS refused a list that ends in the future, in milliseconds since 1970. */
	futureRefusedAt?: number;
	followRound?: FollowRound;
	calls?: StoredCalls & IDataObject;
}
