import { field } from '../fields/field';

/** The unit of every rate in an output, for descriptions. */
export const RATES = 'Rates are fractions: 0.05 is 5 %.';

/**
 * Whether a report comes as one item or by channel.
 *
 * @param deliveries what the product counts as delivered, as a sentence without its period
 */
export function outputField(deliveries: string) {
	return field({
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{ name: 'One Item per Channel', value: 'channels' },
			{ name: 'One Summary', value: 'summary' },
		],
		default: 'summary',
		description: `Whether to return one total or each channel. ${RATES} ${deliveries}.`,
	});
}
