import type { INodeProperties, NodeHint } from 'n8n-workflow';

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
		message: 'Tencent refuses callback URLs with one of ! $ & ?. Change Path.',
	},
	{
		type: 'warning',
		location: 'outputPane',
		whenToDisplay: 'always',
		displayCondition: `={{ String($parameter["path"]).length > ${LONGEST_PATH} }}`,
		message: `Tencent refuses callback URLs of more than ${LONGEST_URL} characters. Count the Production URL and shorten Path.`,
	},
];

/** The most time that callbacks are gathered. Tencent waits for 2 s. */
export const LONGEST_WINDOW_MS = 1_000;
/** n8n takes longer for an execution than for its events, up to some MB of them. */
const MOST_EVENTS_TOGETHER = 10_000;

export const properties: INodeProperties[] = [
	{
		displayName:
			'Tencent sends what happened to each push to one URL per app.<ul><li>Copy the Production URL above into the Chat console (console.trtc.io), in the callback settings of your app. It may have 63 characters, and none of ! $ & ?.</li><li>Switch on the push callbacks there: all users, tags and UserIDs, and those of Chat messages.</li><li>Switch on token authentication there, and enter the same token in the credential as Callback Token.</li><li>Publish the workflow: the Production URL answers only then. For a try, use the Test URL while this node is listening.</li></ul>',
		name: 'setup',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		// Unique for each trigger, and far shorter than n8n's own default.
		default: '={{ $webhookId.slice(0, 8) }}',
		required: true,
		placeholder: 'e.g. push-events',
		description:
			'Last part of the URL. With fixed text n8n answers several callbacks in the time that it takes for one with an expression.',
	},
	{
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
				name: 'Reached',
				value: 'reached',
				description: 'The push arrived at the device, or could not',
			},
			{
				name: 'Sent',
				value: 'sent',
				description: 'The push was handed to the vendor or the online channel, or could not be',
			},
		],
		default: ['clicked', 'reached', 'sent'],
		description: 'Which stages of a push start the workflow. Stages that are new always do.',
	},
	{
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
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'What is left out is answered, and starts nothing',
		options: [
			{
				displayName: 'Callbacks',
				name: 'commands',
				type: 'multiOptions',
				options: [
					{ name: 'All Users, Tags and UserIDs', value: 'Push.AllMemberPush' },
					{ name: 'Chat Messages', value: 'Push.OfflinePush' },
				],
				default: [],
				description: 'The kind of push that the event is about',
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
				displayName: 'DataId Prefix',
				name: 'dataIdPrefix',
				type: 'string',
				default: '',
				placeholder: 'e.g. spring-',
				description: 'How the Data ID begins that was given when the push was sent',
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
				description: 'Whether the push got through the stage',
			},
			{
				displayName: 'Task IDs',
				name: 'taskIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. 657bf434_537529d8_2000005e80aa873_2780d131_bc614e',
				description: 'Task IDs or Push IDs, with commas between them',
			},
			{
				displayName: 'Vendors',
				name: 'vendors',
				type: 'multiOptions',
				options: [
					{ name: 'APNs', value: 'apns' },
					{ name: 'FCM', value: 'fcm' },
					{ name: 'Honor', value: 'honor' },
					{ name: 'Huawei', value: 'huawei' },
					{ name: 'Meizu', value: 'meizu' },
					{ name: 'None (Online or Unknown)', value: 'none' },
					{ name: 'OPPO', value: 'oppo' },
					{ name: 'Vivo', value: 'vivo' },
					{ name: 'Xiaomi', value: 'xiaomi' },
				],
				default: [],
				description: 'Whose channel the push went through',
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Combine Callbacks For',
				name: 'combineWindow',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: LONGEST_WINDOW_MS },
				default: 100,
				description:
					'Milliseconds for which callbacks are gathered into one execution. Each of them is answered once that execution is stored. 0 starts an execution for each callback.',
			},
			{
				displayName: 'Drop Duplicates',
				name: 'dropDuplicates',
				type: 'boolean',
				default: true,
				description:
					'Whether to leave out events that this n8n process has delivered before, as far as it remembers. Use the Remove Duplicates node on eventId to be sure over restarts and several processes. The Test URL never leaves events out.',
			},
			{
				displayName: 'Most Events per Execution',
				name: 'combineEvents',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: MOST_EVENTS_TOGETHER },
				default: MOST_EVENTS_TOGETHER,
				description: 'Events after which a combined execution starts before its time',
			},
			{
				displayName: 'Oldest Signature',
				name: 'signatureAge',
				type: 'number',
				typeOptions: { minValue: 5, maxValue: 86_400 },
				default: 300,
				description:
					'Seconds that the time of a signed callback may be away from the time of this server',
			},
		],
	},
];
