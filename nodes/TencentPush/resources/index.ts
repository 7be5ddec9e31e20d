import type { Resource } from '../../shared/run/operation';
import { attributeName } from './attributeName';
import { chatMessage } from './chatMessage';
import { push } from './push';
import { scheduledPush } from './scheduledPush';
import { statistics } from './statistics';
import { tag } from './tag';
import { userAttribute } from './userAttribute';

/** The resources of the Push Service node. */
export const resources: Resource[] = [
	push,
	scheduledPush,
	attributeName,
	userAttribute,
	tag,
	statistics,
	chatMessage,
];
