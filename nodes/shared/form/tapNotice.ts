import { notice } from '../fields/field';

/** Says how a tap opens a page where only the app can open one. */
export const tapNotice = notice({
	displayName:
		'A tap opens the app. To open a page, put its address into Custom Content, for example as <code>url</code>. The app gets it with the tap and must open it.',
	name: 'tapNotice',
	type: 'notice',
	default: '',
});
