import type { Resource } from '../../../shared/run/operation';
import { upload } from './upload';

export const audiencePackage: Resource = {
	value: 'audiencePackage',
	name: 'Audience Package',
	description: 'Files of accounts or device tokens that pushes go to',
	defaultOperation: 'upload',
	operations: [upload],
};
