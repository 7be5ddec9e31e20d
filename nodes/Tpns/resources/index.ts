import type { Resource } from '../../shared/run/operation';
import { account } from './account';
import { audiencePackage } from './audiencePackage';
import { push } from './push';
import { pushPlan } from './pushPlan';
import { statistics } from './statistics';
import { tag } from './tag';
import { userAttribute } from './userAttribute';

/** The resources of the TPNS node. */
export const resources: Resource[] = [
	push,
	tag,
	account,
	userAttribute,
	audiencePackage,
	pushPlan,
	statistics,
];
