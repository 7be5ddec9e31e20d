import { codes, Refusal } from './codes.mts';
import type { TpnsCall } from './endpoint.mts';

/** Takes one of the 200 statistics calls an hour; refuses with 1008028 when they are spent. */
export function takeStatisticsCall({ app, now, received, tpns: { settings } }: TpnsCall): void {
	const key = settings.statisticsQuota === 'shared' ? 'statistics' : received.path;
	if (settings.quotas && !app.statisticsQuota(key).take(now)) {
		throw new Refusal(codes.rateLimit, 'more than 200 statistics calls an hour');
	}
}
