import type { INodeProperties } from 'n8n-workflow';
import type { JsonObject } from '../../../shared/fields/json';
import { broadcastFields, checkBroadcast } from '../../../shared/form/broadcast';
import { shownWhen } from '../../../shared/fields/shown';
import type { OperationContext, Parameters } from '../../../shared/run/operation';
import { attributeConditionFields, readAttributeCondition } from '../../audience/attributes';
import { readTagCondition, tagConditionFields, tagExclusionFields } from '../../audience/tags';
import { usersField } from '../../audience/users';
import { USERS_PER_CALL } from '../push/sendToUsers';
import { responseText } from '../../../shared/transport/response';

type Audience = 'all' | 'attributes' | 'tags' | 'users';

/** Types of a scheduled task. Source: docs/api/push-service.md 3.g, `Type`. */
const TYPES: Readonly<Record<Audience, string>> = {
	all: 'All',
	attributes: 'Tag',
	tags: 'Tag',
	users: 'User',
};

/** Whom a scheduled push is for. */
export const audienceField: INodeProperties = {
	displayName: 'Audience',
	name: 'audience',
	type: 'options',
	options: [
		{ name: 'Everybody', value: 'all' },
		{ name: 'Named Users', value: 'users' },
		{ name: 'Users With Attributes', value: 'attributes' },
		{ name: 'Users With Tags', value: 'tags' },
	],
	default: 'users',
	description: 'Whom the scheduled push is for. It cannot be changed later.',
};

/** Fields that name the audience. */
export const audienceFields: INodeProperties[] = [
	...shownWhen({ audience: ['users'] }, [usersField(USERS_PER_CALL)]),
	...shownWhen({ audience: ['tags'] }, [...tagConditionFields, ...tagExclusionFields]),
	...shownWhen({ audience: ['attributes'] }, attributeConditionFields),
	...shownWhen({ audience: ['all'] }, broadcastFields),
];

/** The audience that the form asks for. */
export function audienceOf({ audience }: Parameters): Audience {
	return typeof audience === 'string' && audience in TYPES ? (audience as Audience) : 'users';
}

/** `Type` of the audience. */
export function typeOf(parameters: Parameters): string {
	return TYPES[audienceOf(parameters)];
}

/** The audience of a `Type`; tags and attributes have the same. */
export function audienceOfType(type: unknown): string {
	const found = Object.entries(TYPES)
		.reverse()
		.find(([audience, of]) => of === type && audience !== 'attributes');
	return found?.[0] ?? responseText(type);
}

/**
 * `Condition` of the audience, unless it is everybody.
 *
 * @throws FieldError
 */
export function readCondition(
	parameters: Parameters,
	context: OperationContext,
): JsonObject | undefined {
	switch (audienceOf(parameters)) {
		case 'attributes':
			return readAttributeCondition(parameters);
		case 'tags':
			return readTagCondition(parameters, context);
		default:
			checkBroadcast(parameters, context);
			return undefined;
	}
}
