import { attributeSelection } from '../../audience/attributes';
import { defineSelectedPush } from './selectedPush';

export const sendByAttributes = defineSelectedPush({
	value: 'sendByAttributes',
	name: 'Send by Attributes',
	action: 'Send push by attributes',
	description: 'Send a push to users with certain attributes',
	selection: attributeSelection,
});
