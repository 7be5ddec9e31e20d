import { broadcastSwitches } from '../../shared/form/broadcast';

const AUDIENCE = 'every device of the app';

/**
 * The switches of a push to all devices. Push: Stop ends only what is still being sent, and Tencent
 * calls its recall of what has arrived not available. Source: docs/api/tpns.md 3.1.
 */
export const broadcast = broadcastSwitches(
	AUDIENCE,
	'Whether the push may go to every device of the app. A delivered push cannot be taken back. Try Preview Only first.',
);

/** The switches of a rule that only excludes. */
export const broadcastByExclusion = broadcastSwitches(
	AUDIENCE,
	'Whether the push may go to devices that have none of the tags. Needed for a rule that only excludes, which reaches nearly every device. Try Preview Only first.',
);
