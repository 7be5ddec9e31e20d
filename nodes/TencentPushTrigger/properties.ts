import type { INodeProperties, INodeTypeDescription, NodeHint } from 'n8n-workflow';

/** The longest URL that Tencent takes. Source: docs/api/push-service.md 5.1. */
export const LONGEST_URL = 63;

/** What Tencent does not take in a URL. Source: docs/api/push-service.md 5.1. */
export const REFUSED_IN_URL = /[!$&?]/;

/** What the longest path leaves for the host, beside `https://` and `/webhook/`. */
const LONGEST_PATH = 24;

/** Said above the output when the path does not suit Tencent; the form cannot know the host. */
export const hints: NodeHint[] = [
	{
		type: 'warning',
		location: 'outputPane',
		whenToDisplay: 'always',
		displayCondition: '={{ /[!$&?]/.test($parameter["path"]) }}',
		message: "Tencent refuses callback URLs with one of ! $ & ?. Change 'Path'.",
	},
	{
		type: 'warning',
		location: 'outputPane',
		whenToDisplay: 'always',
		displayCondition: `={{ String($parameter["path"]).length > ${LONGEST_PATH} }}`,
		message: `Tencent refuses callback URLs of more than ${LONGEST_URL} characters. Count the Production URL and shorten 'Path'.`,
	},
];

const HOW_TO_TEST =
	"<b>To test</b>, click 'Execute step', enter the Test URL in the Chat console for a moment, then send a push. Its events show up here.";
const HOW_TO_RUN =
	"<b>To run automatically</b>, enter the Production URL in the Chat console (console.trtc.io > Callback settings), switch on the push callbacks there and publish the workflow. Those executions show up in the <a data-key='executions'>executions list</a>, but not here.";

/** What n8n says around the trigger: the URL still has to be entered in Tencent's console. */
export const panelTexts: Pick<
	INodeTypeDescription,
	'activationMessage' | 'eventTriggerDescription' | 'triggerPanel'
> = {
	eventTriggerDescription:
		'Waiting for a callback from Tencent: enter the Test URL in the Chat console, then send a push',
	activationMessage:
		'Tencent can now send callbacks to your Production URL. Check that it is entered in the Chat console and that the push callbacks are switched on there.',
	triggerPanel: {
		header: 'Receive push events from Tencent',
		executionsHelp: {
			inactive: `${HOW_TO_TEST}<br><br>${HOW_TO_RUN}`,
			active: `${HOW_TO_TEST}<br><br>${HOW_TO_RUN}`,
		},
		activationHint:
			'Once the Production URL is entered in the Chat console, publish the workflow to receive events continuously (those executions do not show up here).',
	},
};

/** The most time that callbacks are gathered. Tencent waits for 2 s. */
export const LONGEST_WINDOW_MS = 1_000;
/** n8n takes longer for an execution than for its events, up to some MB of them. */
const MOST_EVENTS_TOGETHER = 10_000;
/** Of callbacks as they come in; n8n holds an execution in memory several times. */
const MOST_MEGABYTES_TOGETHER = 16;

export const stagesField: INodeProperties = {
	displayName: 'Trigger On',
	name: 'stages',
	type: 'multiOptions',
	required: true,
	options: [
		{
			name: 'Clicked',
			value: 'clicked',
			description: 'The notification was clicked',
		},
		{
			name: 'Delivered',
			value: 'delivered',
			description: 'The push arrived at the device, or could not be delivered',
		},
		{
			name: 'Sent',
			value: 'sent',
			description: 'The push was handed to the vendor or the online channel, or could not be sent',
		},
	],
	default: ['clicked', 'delivered', 'sent'],
};

export const outputField: INodeProperties = {
	displayName: 'Return',
	name: 'output',
	type: 'options',
	options: [
		{
			name: 'One Item per Callback',
			value: 'callback',
			description: 'Up to 100 events in a list',
		},
		{
			name: 'One Item per Event',
			value: 'event',
			description: 'What happened to one push at one recipient',
		},
	],
	default: 'event',
};

const vendorOptions = [
	{ name: 'APNs', value: 'apns' },
	{ name: 'FCM', value: 'fcm' },
	{ name: 'Honor', value: 'honor' },
	{ name: 'Huawei', value: 'huawei' },
	{ name: 'Meizu', value: 'meizu' },
	{ name: 'OPPO', value: 'oppo' },
	{ name: 'Vivo', value: 'vivo' },
	{ name: 'Xiaomi', value: 'xiaomi' },
];

function withOption(option: { name: string; value: string }) {
	return [...vendorOptions, option].sort((a, b) => (a.name < b.name ? -1 : 1));
}

export const filterFields: INodeProperties[] = [
	{
		displayName: 'Callbacks',
		name: 'commands',
		type: 'multiOptions',
		options: [
			{ name: 'All Users, Tags and UserIDs', value: 'Push.AllMemberPush' },
			{ name: 'Chat Messages', value: 'Push.OfflinePush' },
		],
		default: [],
		description: 'Kind of push that the event is about',
	},
	{
		displayName: 'Channels',
		name: 'channels',
		type: 'multiOptions',
		options: [
			{ name: 'Offline', value: 'offline', description: 'Through the vendor of the phone' },
			{ name: 'Online', value: 'online', description: 'Through the running app' },
		],
		default: [],
		description: 'How the push went to the device',
	},
	{
		displayName: 'Data ID Prefix',
		name: 'dataIdPrefix',
		type: 'string',
		default: '',
		placeholder: 'e.g. spring-',
		description: 'Start of the Data ID that was given when the push was sent',
	},
	{
		displayName: 'Device Types',
		name: 'deviceTypes',
		type: 'multiOptions',
		options: withOption({ name: 'Unknown (Offline)', value: 'unknown' }),
		default: [],
		description: 'Device of the recipient. Tencent names it in events of online pushes only.',
	},
	{
		displayName: 'Result',
		name: 'result',
		type: 'options',
		options: [
			{ name: 'Any', value: 'all' },
			{ name: 'Failure', value: 'failure' },
			{ name: 'Success', value: 'success' },
		],
		default: 'all',
		description: 'Whether the stage succeeded',
	},
	{
		displayName: 'Task IDs',
		name: 'taskIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 657bf434_537529d8_2000005e80aa873_2780d131_bc614e',
		description: 'Task IDs or Push IDs, separated by commas',
	},
	{
		displayName: 'Vendors',
		name: 'vendors',
		type: 'multiOptions',
		options: withOption({ name: 'None (Online or Unknown)', value: 'none' }),
		default: [],
		description: 'Vendor channel that the push went through',
	},
];

export const optionFields: INodeProperties[] = [
	{
		displayName: 'Combine Callbacks For',
		name: 'combineWindow',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: LONGEST_WINDOW_MS },
		default: 100,
		description:
			'Milliseconds to gather callbacks into one execution. Each is acknowledged once that execution is stored. 0 starts an execution for each callback.',
	},
	{
		displayName: 'Drop Duplicates',
		name: 'dropDuplicates',
		type: 'boolean',
		default: true,
		description:
			'Whether to ignore a callback that Tencent sends again. Remembered by this n8n process only: across restarts and processes, use the Remove Duplicates node on eventId.',
	},
	{
		displayName: 'Maximum Clock Difference',
		name: 'signatureAge',
		type: 'number',
		typeOptions: { minValue: 5, maxValue: 86_400 },
		default: 300,
		description: 'Maximum clock difference in seconds between a signed callback and this server',
	},
	{
		displayName: 'Maximum Events per Execution',
		name: 'combineEvents',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_EVENTS_TOGETHER },
		default: MOST_EVENTS_TOGETHER,
		description: 'Number of events at which an execution starts early',
	},
	{
		displayName: 'Maximum Size per Execution',
		name: 'combineSize',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: MOST_MEGABYTES_TOGETHER,
		description:
			'Megabytes of callbacks at which an execution starts early. A larger callback gets its own execution.',
	},
];

export const properties: INodeProperties[] = [
	{
		displayName:
			'Tencent sends push events to one URL per app.<ul><li>Enter the Production URL above in the Chat console (console.trtc.io), in the callback settings of your app. At most 63 characters, without ! $ & ?.</li><li>Switch on the push callbacks there: all users, tags and UserIDs, and those of Chat messages.</li><li>Switch on token authentication there, and enter the same token in the credential as Callback Token. Without it, anyone who knows this URL and the SDKAppID can send events.</li><li>Publish the workflow: the Production URL answers only then. To test, use the Test URL while this node is listening.</li></ul>',
		name: 'setup',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		// Fixed text: n8n evaluates an expression anew for each request.
		default: 'tencent-push',
		required: true,
		placeholder: 'e.g. push-events',
		description:
			'Last part of the URL, unique in this n8n. Use fixed text: an expression makes each callback slower.',
	},
	stagesField,
	outputField,
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description:
			'Other events are acknowledged and ignored. Unknown stages, channels and vendors always trigger.',
		options: filterFields,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: optionFields,
	},
];
