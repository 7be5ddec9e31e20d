import type { ApiField } from '../../../shared/fields/apiFields';
import { flag } from '../../../shared/fields/apiFields';
import { readList } from '../../../shared/fields/list';
import { lifeTime, sender } from '../../message/options';

/** What Chat keeps a message for unless told otherwise: 7 days. Source: docs/api/push-service.md 6.2. */
const DEFAULT_LIFE_TIME = 604_800;

/** Options of every Chat message. Source: docs/api/push-service.md 6.2. */
const common: ApiField[] = [
	{
		api: 'CloudCustomData',
		property: {
			displayName: 'Cloud Custom Data',
			name: 'cloudCustomData',
			type: 'string',
			default: '',
			description: 'Data that is stored with the message and given to the app',
		},
	},
	{
		api: 'ForbidCallbackControl',
		property: {
			displayName: 'Forbidden Callbacks',
			name: 'forbiddenCallbacks',
			type: 'multiOptions',
			options: [
				{ name: 'After Sending', value: 'ForbidAfterSendMsgCallback' },
				{ name: 'Before Sending', value: 'ForbidBeforeSendMsgCallback' },
			],
			default: [],
			description: 'Webhooks of the app to skip for this message',
		},
	},
	{
		api: 'SendMsgControl',
		property: {
			displayName: 'Message Control',
			name: 'messageControl',
			type: 'multiOptions',
			options: [
				{ name: 'Does Not Count as Unread', value: 'NoUnread' },
				{ name: 'Does Not Become the Last Message', value: 'NoLastMsg' },
				{ name: 'Notifies Muted Recipients', value: 'WithMuteNotifications' },
			],
			default: [],
			description: 'How the message counts in the conversation',
		},
	},
	{ ...sender, property: { ...sender.property, placeholder: 'e.g. support' } },
];

const priority: ApiField = {
	api: 'MsgPriority',
	property: {
		displayName: 'Priority',
		name: 'priority',
		type: 'options',
		options: [
			{ name: 'High', value: 'High' },
			{ name: 'Low', value: 'Low' },
			{ name: 'Lowest', value: 'Lowest' },
			{ name: 'Normal', value: 'Normal' },
		],
		default: 'Normal',
		description: 'Priority of the message when the group gets too many messages',
	},
};

const topicId: ApiField = {
	api: 'TopicId',
	narrows: true,
	property: {
		displayName: 'Topic ID',
		name: 'topicId',
		type: 'string',
		default: '',
		placeholder: 'e.g. @TGS#_@TGS#cQVLVHIM62CJ@TOPIC#_news',
		description: 'Topic of a community that gets the message. Group ID is the community.',
	},
};

/** What stands for all members in Mentions. */
const ALL_MEMBERS = '@all';

const mentions: ApiField = {
	api: 'GroupAtInfo',
	read: (value, field) =>
		readList(value, field).map((member) =>
			member === ALL_MEMBERS
				? { GroupAtAllFlag: 1 }
				: { GroupAtAllFlag: 0, GroupAt_Account: member },
		),
	property: {
		displayName: 'Mentions',
		name: 'mentions',
		type: 'string',
		default: '',
		placeholder: 'e.g. alice, bob',
		description: `Mentioned members, in the order of the text: a list of UserIDs, with ${ALL_MEMBERS} for all members`,
	},
};

const notStored: ApiField = {
	api: 'OnlineOnlyFlag',
	read: flag,
	property: {
		displayName: 'Online Members Only',
		name: 'onlineMembersOnly',
		type: 'boolean',
		default: false,
		description: 'Whether to send only to members who are online. The message is not stored.',
	},
};

const readReceipt: ApiField = {
	api: 'IsNeedReadReceipt',
	read: flag,
	property: {
		displayName: 'Read Receipt',
		name: 'readReceipt',
		type: 'boolean',
		default: false,
		description: 'Whether the app reports that the message was read',
	},
};

const syncToSender: ApiField = {
	api: 'SyncOtherMachine',
	read: (value, field) => 2 - flag(value, field),
	property: {
		displayName: 'Sync to Sender',
		name: 'syncToSender',
		type: 'boolean',
		default: true,
		description: 'Whether the message also appears on the devices of the sender',
	},
};

const sequence: ApiField = {
	api: 'MsgSeq',
	property: {
		displayName: 'Sequence Number',
		name: 'sequence',
		type: 'number',
		default: 0,
		// A number of 32 bits. Source: docs/api/push-service.md 6.1, `MsgSeq`.
		typeOptions: { minValue: 0, maxValue: 2 ** 32 - 1 },
		description: 'Orders messages of the same second',
	},
};

/** Options of a message to users. */
export const userMessageOptions: ApiField[] = [
	...common,
	lifeTime(DEFAULT_LIFE_TIME),
	readReceipt,
	sequence,
	syncToSender,
];

/** Options of a message to a group. */
export const groupMessageOptions: ApiField[] = [...common, mentions, notStored, priority, topicId];
