import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../nodes/shared/fields/field.ts';
import { sampledOperations, type SampledOperation } from '../samples/all.mts';
import { carryOut, type Ran, settled, showing, slotsOf, type Slot } from '../support/formSlots.mts';

/**
 * An option that was just added shows what happens without it, so that adding it changes nothing yet.
 * Every option of every operation is added with its default and taken away again: the requests may
 * differ only in what the API documents as its own default.
 */

/**
 * Defaults of the APIs by the end of the path in the request. A switch that is off says what a
 * request without it says too: the API documents only what its 1 or true does.
 * Source: docs/api/tpns.md 1.1, docs/api/push-service.md 4, 6.
 */
const API_DEFAULTS: Record<string, unknown> = {
	account_push_type: 0,
	'android.badge_type': -1,
	'android.builder_id': 0,
	'android.clearable': 1,
	'android.hw_biz_type': 0,
	'android.icon_color': 0,
	'android.icon_type': 0,
	'android.lights': 1,
	'android.oppo_senior_push': false,
	'android.oppo_top_notification_bar_show': false,
	'android.ring': 1,
	'android.style_id': 1,
	'android.urgency': 'NORMAL',
	'android.vibrate': 1,
	'android.vivo_ch_id': '0',
	'action.browser.confirm': 0,
	// -1 leaves the number on the icon.
	'aps.badge_type': -1,
	'aps.interruption-level': 'active',
	'aps.mutable-content': 1,
	expire_time: 86_400,
	force_collapse: false,
	multi_pkg: false,
	show_type: 2,
	supply_inapp_msg: false,
	tpns_online_push_type: 0,

	'AndroidInfo.PushStyle': 0,
	'AndroidInfo.VIVOClassification': 1,
	'AndroidInfo.VIVONotifyType': '4',
	'ApnsInfo.ContentAvailable': 0,
	// Apple's own, as in the payload reference of APNs.
	'ApnsInfo.InterruptionLevel': 'active',
	'ApnsInfo.IsVoipPush': 0,
	'ApnsInfo.MutableContent': 0,
	IsNeedReadReceipt: 0,
	OnlineOnlyFlag: 0,
	'OfflinePushInfo.PushFlag': 0,
};

/** The same where it depends on the request. Source: docs/api/push-service.md 4.3, 6.1, 6.2. */
const DEFAULTS_BY_PATH: ReadonlyArray<[path: RegExp, field: string, value: unknown]> = [
	[/im_push/, 'MsgLifeTime', 0],
	[/openim\//, 'MsgLifeTime', 604_800],
	[/timpush/, 'ApnsInfo.BadgeMode', 1],
];

/** Options whose default cannot be what happens without them. */
const WITHOUT_DEFAULT: Record<string, string> = {
	'filters › messageType': 'a filter: every choice leaves something out',
	'filters › pushType': 'a filter: every choice leaves something out',
	'filters › source': 'a filter: every choice leaves something out',
	'options › android › fcmPriority': 'no documented default',
	'options › android › honorImportance': 'no documented default',
	'options › android › huaweiImportance': 'no documented default',
	'options › android › meizuMessageKind': 'no documented default',
	'options › android › oppoNotifyLevel': 'needs OPPO Category, and has no documented default',
	'options › badgeAdd': 'no number of the API leaves the badge as it is without the field',
	'options › badgeSet': 'no number of the API leaves the badge as it is without the field',
	'options › harmony › soundDuration': 'needs Sound, and has no documented default',
	'options › ios › countsTowardsBadge': 'counted in Chat, not in other pushes: one form for both',
	'options › ios › liveActivityEvent': 'a Live Activity needs its other fields',
	'options › ios › liveActivityState': 'a Live Activity needs its other fields',
	'options › iosAppearance › sound': 'stands in the group from the start; taking it out is mute',
	'options › priority': 'no documented default',
	'options › pushSpeed': 'no documented default',
	'options › sequence': 'a number of the user, given back in the answer',
	'options › smsResend › delay': 'any field of the SMS switches it on',
	'options › smsResend › triggerCondition': 'any field of the SMS switches it on',
	'options › syncToSender': 'no documented default',
	'options › topicId': 'empty, it would mean the whole group, so it is refused until it is entered',
	'options › vendorChannels › huaweiImportance': 'no documented default',
	'options › vendorChannels › tpnsImportance': 'no documented default',
};

const added = sampledOperations.flatMap((each) =>
	each.operation.properties
		.filter(({ type }) => type === 'collection')
		.flatMap((property) => slotsOf(property))
		.filter(({ path }) => path.includes(' › '))
		.filter(({ path }) => isOption(each.operation.properties, path.split(' › ')))
		.map((slot) => [`${each.node} ${each.key}: ${slot.path}`, each, slot] as const),
);

const used = new Set<string>();

test.each(added)('%s changes nothing until it is changed', async (_name, each, slot) => {
	const visible = asAdded(each, slot, showing(each, slot));
	const start = await settled(each, visible);
	const path = slot.path.split(' › ');
	const before = await carryOut(each, without(start, path));
	const after = await carryOut(each, slot.fill(start, slot.property.default));
	const changed = changesOf(before, after);
	if (changed.length > 0 && slot.path in WITHOUT_DEFAULT) {
		used.add(slot.path);
		return;
	}
	expect(changed).toEqual([]);
});

test('names no option without need as one that has no default', () => {
	expect(Object.keys(WITHOUT_DEFAULT).filter((path) => !used.has(path))).toEqual([]);
});

/** Whether a path leads from collection to collection, not into rows. */
function isOption(properties: readonly INodeProperties[], [name, ...below]: string[]): boolean {
	const property = properties.find((each) => each.name === name);
	if (below.length === 0) return true;
	return property?.type === 'collection' && isOption(property.options as INodeProperties[], below);
}

/** The parameters with the collections around an option shown, and as they are when they were just added. */
function asAdded({ operation }: SampledOperation, { path }: Slot, start: Parameters): Parameters {
	const [top, ...names] = path.split(' › ').slice(0, -1);
	const collections = slotsOf(operation.properties.find(({ name }) => name === top)!);
	let parameters: Parameters = start;
	for (let depth = 1; depth <= names.length; depth++) {
		const here = [top, ...names.slice(0, depth)].join(' › ');
		const slot = collections.find((each) => each.path === here)!;
		for (const [name, values = []] of Object.entries(slot.property.displayOptions?.show ?? {})) {
			if (name.startsWith('/')) parameters = { ...parameters, [name.slice(1)]: values[0] };
		}
		parameters = slot.fill(parameters, slot.property.default);
	}
	return parameters;
}

function without(parameters: Parameters, [name, ...below]: string[]): Parameters {
	const { [name]: value, ...others } = parameters;
	if (below.length === 0) return others;
	return { ...parameters, [name]: without((value ?? {}) as Parameters, below) };
}

/** What the option changes, apart from the API's own defaults. */
function changesOf(before: Ran, after: Ran): string[] {
	if (after.refused.length > 0 && before.refused.length === 0) {
		return after.refused.map(({ message }) => message);
	}
	const [old, now] = [leavesOf(before), leavesOf(after)];
	const names = [...new Set([...old.keys(), ...now.keys()])];
	return names
		.filter((name) => old.get(name) !== now.get(name))
		.filter((name) => old.has(name) || !isDefault(name, now.get(name)))
		.map((name) => `${name}: ${old.get(name)} is now ${now.get(name)}`);
}

function isDefault(name: string, value: string | undefined): boolean {
	const is = (field: string, known: unknown) =>
		new RegExp(`[ .]${field}$`).test(name) && value === JSON.stringify(known);
	return (
		Object.entries(API_DEFAULTS).some(([field, known]) => is(field, known)) ||
		DEFAULTS_BY_PATH.some(([path, field, known]) => path.test(name) && is(field, known))
	);
}

/** Every value of the requests by its path, e.g. `0 v3/push/app message.title`. */
function leavesOf({ sent }: Ran): Map<string, string> {
	const leaves = new Map<string, string>();
	const collect = (name: string, value: unknown) => {
		const isBranch = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
		if (!isBranch) leaves.set(name, JSON.stringify(value));
		else {
			for (const [key, below] of Object.entries(value)) {
				collect(name.endsWith(' ') ? name + key : `${name}.${key}`, below);
			}
		}
	};
	for (const [index, line] of sent.split('\n').entries()) {
		const start = line.search(/[{[]/);
		const path = line.slice(0, Math.max(start, 0));
		let body: unknown = line;
		try {
			body = JSON.parse(line.slice(start)) as IDataObject;
		} catch {
			// A file, compared as it is.
		}
		collect(`${index} ${path} `.replace(/ +$/, ' '), body);
	}
	return leaves;
}
