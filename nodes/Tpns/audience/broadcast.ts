import { broadcastSwitches } from '../../shared/form/broadcast';

const AUDIENCE = 'every device of the app';

/**
 * The switches of a push to all devices. Push: Stop ends only what is still being sent, and Tencent
 * calls its recall of what has arrived not available. Source: docs/api/tpns.md 3.1.
 */
export const broadcast = broadcastSwitches(
	AUDIENCE,
	'Whether the push may go to every device of the app. What has arrived cannot be taken back; try Preview Only first.',
);

/** The switches of a rule that only excludes. */
export const broadcastByExclusion = broadcastSwitches(
	AUDIENCE,
	'Whether the push may go to devices that have none of the tags. Needed for a rule that only excludes, which reaches nearly every device; try Preview Only first.',
);
