import { field, shownWhen } from '../../../shared/fields/field';
import type { JsonObject } from '../../../shared/fields/json';
import { responseText } from '../../../shared/transport/response';
import { attributeSelection } from '../../audience/attributes';
import { broadcast } from '../../audience/broadcast';
import type { Selection } from '../../audience/selection';
import { tagSelection } from '../../audience/tags';
import { usersField } from '../../audience/users';
import { USERS_PER_REQUEST } from '../push/sendToUsers';

/** Types of a scheduled task by audience. Source: docs/api/push-service.md 3.g, `Type`. */
export const TYPES = { all: 'All', attributes: 'Tag', tags: 'Tag', users: 'User' } as const;

type Audience = keyof typeof TYPES;

/** Whom a scheduled push is for. */
export function audienceField(description: string) {
	return field({
		displayName: 'Audience',
		name: 'audience',
		type: 'options',
		options: [
			{ name: 'All Users', value: 'all' },
			{ name: 'Named Users', value: 'users' },
			{ name: 'Users With Attributes', value: 'attributes' },
			{ name: 'Users With Tags', value: 'tags' },
		],
		default: 'users',
		description,
	});
}

/** The audience of a scheduled push that exists. */
export const knownAudience = audienceField('Audience that the scheduled push was created for');

/** Named users. */
export const users = shownWhen({ audience: ['users'] }, usersField(USERS_PER_REQUEST));

/** Fields that say whom Tencent selects. */
export const selectionFields = {
	tags: shownWhen({ audience: ['tags'] }, tagSelection()),
	attributes: shownWhen({ audience: ['attributes'] }, attributeSelection),
	checkBroadcast: shownWhen({ audience: ['all'] }, broadcast),
};

/** The audience of a `Type`; tags and attributes have the same. */
export function audienceOfType(type: unknown): string {
	const found = Object.entries(TYPES).find(
		([audience, of]) => of === type && audience !== 'attributes',
	);
	return found?.[0] ?? responseText(type);
}

/**
 * Whom Tencent selects, unless it is all users.
 *
 * @throws FieldError
 */
export function selected(values: {
	readonly audience: Audience;
	readonly attributes: Selection;
	readonly tags: Selection;
	readonly checkBroadcast: () => void;
}): JsonObject {
	switch (values.audience) {
		case 'attributes':
			return { Condition: values.attributes.condition };
		case 'tags':
			return { Condition: values.tags.condition };
		default:
			values.checkBroadcast();
			return {};
	}
}
