import type { Resource } from '../../../shared/run/operation';
import { upload } from './upload';

export const audiencePackage: Resource = {
	value: 'audiencePackage',
	name: 'Audience Package',
	description: 'Uploaded lists of accounts or device tokens to send pushes to',
	defaultOperation: 'upload',
	operations: [upload],
};
