import { tagSelection } from '../../audience/tags';
import { defineSelectedPush, IN_PUSH_SERVICE } from './selectedPush';

export const sendByTags = defineSelectedPush({
	value: 'sendByTags',
	name: 'Send by Tags',
	action: 'Send push by tags',
	description: 'Send a push to users with certain tags',
	selection: tagSelection(IN_PUSH_SERVICE),
});
