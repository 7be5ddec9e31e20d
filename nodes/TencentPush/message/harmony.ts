import { secureAddress } from '../../shared/fields/apiFields';
import { FieldError } from '../../shared/fields/fieldError';
import { section } from './section';

/** Notifications on HarmonyOS. Source: docs/api/push-service.md 4.4. */
export const harmony = section({
	displayName: 'HarmonyOS',
	name: 'harmony',
	api: 'HarmonyInfo',
	fields: [
		{
			api: 'Category',
			property: {
				displayName: 'Category',
				name: 'category',
				type: 'string',
				default: '',
				placeholder: 'e.g. IM',
				description:
					'HarmonyOS category of the message: IM, SUBSCRIPTION, TRAVEL, ACCOUNT, EXPRESS, FINANCE, MARKETING or another',
			},
		},
		{
			api: 'Image',
			read: secureAddress,
			property: {
				displayName: 'Picture URL',
				name: 'image',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://example.com/picture.png',
				description: 'Address of a picture, with https',
			},
		},
		{
			api: 'Sound',
			property: {
				displayName: 'Sound',
				name: 'sound',
				type: 'string',
				default: '',
				placeholder: 'e.g. ding.mp3',
				description: 'Name of a sound file in /resources/rawfile of the app',
			},
		},
		{
			api: 'SoundDuration',
			property: {
				displayName: 'Sound Duration',
				name: 'soundDuration',
				type: 'number',
				default: 5,
				typeOptions: { minValue: 1, maxValue: 60 },
				description: 'Seconds to play the sound, from 1 to 60. Needs Sound.',
			},
		},
		{
			api: 'Title',
			property: {
				displayName: 'Title',
				name: 'title',
				type: 'string',
				default: '',
				description: 'Title on HarmonyOS, instead of the common title',
			},
		},
	],
	check({ Sound, SoundDuration }) {
		if (SoundDuration !== undefined && Sound === undefined) {
			throw new FieldError(
				'Sound Duration',
				"needs 'Sound', which is empty",
				"Enter 'Sound' or remove 'Sound Duration'",
			);
		}
	},
});
