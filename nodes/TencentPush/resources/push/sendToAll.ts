import { broadcastFields, checkBroadcast } from '../../../shared/form/broadcast';
import { buildPush, pushFields } from '../../message/buildPush';
import { defineBroadcast } from './selectedPush';

export const sendToAll = defineBroadcast({
	value: 'sendToAll',
	name: 'Send to All',
	action: 'Send a push to all users',
	description: 'Send a push to every user of the app',
	fields: pushFields(broadcastFields),
	build(parameters, context) {
		checkBroadcast(parameters, context);
		return buildPush(parameters, context);
	},
});
