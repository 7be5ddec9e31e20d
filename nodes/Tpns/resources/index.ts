import type { Resource } from '../../shared/operation/types';
import { push } from './push';

/** The resources of the TPNS node. */
export const resources: Resource[] = [push];
