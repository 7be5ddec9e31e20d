import type { INodeProperties } from 'n8n-workflow';
import type { Field, Fields, ValuesOf } from '../fields/field';
import { field, group, propertiesOf, shownWhen, valuesReader } from '../fields/field';
import { checkAhead, readMoment } from '../fields/moment';
import { rowsOf } from '../fields/rows';
import { readText, readTrimmed } from '../fields/text';
import type { Answering, WaitLimit } from './question';

// Names and values of the parameters are those of n8n's own nodes: n8n reads and replaces them when
// the node asks a person for approval before an AI agent's tool runs.

/** Text of the notification and of the page that it opens. */
export const message = field(
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Refund 250 € for order 1024?',
		description: 'Text of the notification and of the page that it opens',
	},
	readText,
);

const responseType = field({
	displayName: 'Response Type',
	name: 'responseType',
	type: 'options',
	options: [
		{ name: 'Approval', value: 'approval', description: 'The page has buttons' },
		{ name: 'Free Text', value: 'freeText', description: 'The page has a text box' },
	],
	default: 'approval',
	description: 'How the person responds on the page',
});

const label = (displayName: string, name: string, usual: string) =>
	field(
		{ displayName, name, type: 'string', default: usual },
		(value, shown) => readTrimmed(value, shown) || usual,
	);

const approvalOptions = singleGroup(
	{
		displayName: 'Approval Options',
		name: 'approvalOptions',
		placeholder: 'Add Option',
		default: {},
		description: 'Buttons of the page. Without this option there is only Approve.',
	},
	{
		approvalType: field({
			displayName: 'Type of Approval',
			name: 'approvalType',
			type: 'options',
			options: [
				{ name: 'Approve Only', value: 'single' },
				{ name: 'Approve and Disapprove', value: 'double' },
			],
			default: 'single',
			description: 'Whether the person can also decline',
		}),
		approveLabel: label('Approve Button Label', 'approveLabel', 'Approve'),
		declineLabel: shownWhen(
			{ approvalType: ['double'] },
			label('Disapprove Button Label', 'disapproveLabel', 'Decline'),
		),
	},
);

/** How the person answers. */
export const answering = group(
	{ responseType, approvalOptions: shownWhen({ responseType: ['approval'] }, approvalOptions) },
	(values): Answering => {
		if (values.responseType === 'freeText') return { responseType: 'freeText' };
		const { approvalOptions: chosen } = values;
		return {
			responseType: 'approval',
			approveLabel: chosen.approveLabel,
			...(chosen.approvalType === 'double' && { declineLabel: chosen.declineLabel }),
		};
	},
);

const UNIT_MS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 };

const limitValues = singleGroup(
	{
		displayName: 'Limit Wait Time',
		name: 'limitWaitTime',
		default: {
			values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' },
		},
		description:
			'Time after which the workflow continues with its input items when no one has responded',
	},
	{
		limitType: field({
			displayName: 'Limit Type',
			name: 'limitType',
			type: 'options',
			options: [
				{ name: 'After Time Interval', value: 'afterTimeInterval' },
				{ name: 'At Specified Time', value: 'atSpecifiedTime' },
			],
			default: 'afterTimeInterval',
			description: 'What ends the wait',
		}),
		amount: shownWhen(
			{ limitType: ['afterTimeInterval'] },
			field({
				displayName: 'Amount',
				name: 'resumeAmount',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 100_000 },
				default: 1,
				description: 'How many units to wait',
			}),
		),
		unit: shownWhen(
			{ limitType: ['afterTimeInterval'] },
			field({
				displayName: 'Unit',
				name: 'resumeUnit',
				type: 'options',
				options: [
					{ name: 'Minutes', value: 'minutes' },
					{ name: 'Hours', value: 'hours' },
					{ name: 'Days', value: 'days' },
				],
				default: 'hours',
				description: 'Unit of Amount',
			}),
		),
		time: shownWhen(
			{ limitType: ['atSpecifiedTime'] },
			field(
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					default: '',
					description: 'When the wait ends, in the time zone of the workflow',
				},
				(value, name, { timezone, now }) => {
					const moment = readMoment(value, timezone, name);
					checkAhead(moment, now, name);
					return moment;
				},
			),
		),
	},
);

/** When the workflow goes on without an answer; an option that the form may leave out. */
export const limitWaitTime = group({ limitValues }, (values): WaitLimit => {
	const { limitValues: limit } = values;
	if (limit.limitType === 'atSpecifiedTime') return { at: limit.time.toISOString() };
	return { afterMs: limit.amount * UNIT_MS[limit.unit] };
});

/** A key of the custom content under which an app gets the address of the page. */
export const urlKey = field(
	{
		displayName: 'URL Key',
		name: 'urlKey',
		type: 'string',
		default: 'url',
		placeholder: 'e.g. url',
		description:
			'Key of the custom content that holds the address of the page. The app must open this address in a browser when the notification is clicked.',
	},
	(value, name) => readTrimmed(value, name) || 'url',
);

/** A group of fields of which there is one at most, as n8n's own nodes store it. */
function singleGroup<F extends Fields>(
	property: Omit<INodeProperties, 'type' | 'options'>,
	fields: F,
): Field<ValuesOf<F>> {
	const valuesOf = valuesReader(fields);
	return {
		properties: [
			{
				...property,
				type: 'fixedCollection',
				options: [{ displayName: 'Values', name: 'values', values: propertiesOf(fields) }],
			},
		],
		read(parameters, context) {
			const { name, displayName } = property;
			const [values = {}] = rowsOf(parameters[name], 'values', displayName);
			return valuesOf(values, context);
		},
	};
}
