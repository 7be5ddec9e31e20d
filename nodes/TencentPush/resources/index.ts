import type { Resource } from '../../shared/operation/types';
import { push } from './push';

/** The resources of the Push Service node. */
export const resources: Resource[] = [push];
