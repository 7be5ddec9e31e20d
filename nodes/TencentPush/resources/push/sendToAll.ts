import { group } from '../../../shared/fields/field';
import { broadcast } from '../../audience/broadcast';
import { defineSelectedPush } from './selectedPush';

export const sendToAll = defineSelectedPush({
	value: 'sendToAll',
	name: 'Send to All Users',
	action: 'Send push to all users',
	description: 'Send a push to every user of the app',
	selection: group({ broadcast }, (values) => {
		values.broadcast();
		return undefined;
	}),
});
