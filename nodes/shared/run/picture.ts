import type { IBinaryKeyData, IExecuteFunctions } from 'n8n-workflow';
import type { JsonObject } from '../fields/json';
import { canonicalJson } from '../fields/json';
import { storePage, storeText } from '../preview/binaryText';
import type { Notification } from '../preview/notificationPicture';
import { notificationPicture, PICTURE_MIME_TYPE } from '../preview/notificationPicture';
import { picturePage } from '../preview/picturePage';

/** Pictures of one preview: further messages read much the same. */
const MOST_PICTURES = 5;

/**
 * How the message of a request body reads on each platform that shows it; none for a message that
 * the system does not show.
 */
export type NotificationsOf = (request: JsonObject) => Notification[];

/**
 * The binary data of a preview's row: a picture in `notification`, and the same in `open` as the
 * output panel opens it; or none.
 */
export interface RowPicture {
	binary?: IBinaryKeyData;
}

/**
 * Draws the messages of a preview's rows: the first five that look different, each once.
 */
export function createPictures(
	execution: IExecuteFunctions,
	notificationsOf: NotificationsOf,
): (request: JsonObject) => Promise<RowPicture> {
	const drawn = new Set<string>();
	return async (request) => {
		if (drawn.size === MOST_PICTURES) return {};
		const notifications = notificationsOf(request);
		const look = canonicalJson(notifications);
		if (notifications.length === 0 || drawn.has(look)) return {};
		drawn.add(look);
		const picture = notificationPicture(notifications);
		const name = `notification-${drawn.size}`;
		const notification = await storeText(execution, picture.svg, `${name}.svg`, PICTURE_MIME_TYPE);
		const open = await storePage(execution, picturePage(picture), `${name}.html`);
		return { binary: { notification, open } };
	};
}
