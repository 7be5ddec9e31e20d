import { defineResource } from '../../../shared/run/defineOperation';
import { upload } from './upload';

export const audiencePackage = defineResource({
	value: 'audiencePackage',
	name: 'Audience Package',
	description: 'Files of accounts or device tokens that pushes go to',
	defaultOperation: 'upload',
	operations: [upload],
});
