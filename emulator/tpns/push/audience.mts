import type { Device } from '../../devices.mts';
import type { AudiencePackage } from '../app.mts';
import { codes, invalid, missing, Refusal } from '../codes.mts';
import type { TpnsCall } from '../endpoint.mts';
import { isBulk } from './push.mts';
import type { PushRequest } from './request.mts';
import { selectedByList, selectedByRules } from './tagRules.mts';

export interface Audience {
	/** Devices of a list, looked up when the push is accepted. */
	listed: readonly Device[];
	/** Tokens of a list that the app does not know. */
	invalidTokens: string[];
}

const tokenLength = 36;

type Place = Pick<TpnsCall, 'app' | 'context' | 'tpns'>;

/**
 * Checks that a push names its audience and that single targets exist. Looks up lists at once;
 * larger audiences are looked up by `targetsOf` when sending starts.
 */
export function checkAudience(request: PushRequest, place: Place): Audience {
	switch (request.audience_type) {
		case 'token':
			return byToken(request, place);
		case 'token_list':
			return byTokenList(request, place);
		case 'account':
		case 'account_list':
			return { listed: byAccounts(request, place), invalidTokens: [] };
		case 'tag':
			checkTags(request);
			break;
		case 'package_account_push':
		case 'package_token_push':
			if (request.upload_id === undefined) throw missing('upload_id');
			checkPackage(request, place.app.packages.get(request.upload_id));
	}
	return { listed: [], invalidTokens: [] };
}

/** The devices that a push goes to, at the moment when sending starts. */
export function targetsOf(
	request: PushRequest,
	{ listed }: Audience,
	{ app, context }: Place,
): Device[] {
	const candidates = isBulk(request) ? bulkTargets(request, { app, context }) : listed;
	const targets = new Set<Device>();
	for (const device of candidates) {
		if (isReachable(request, device)) targets.add(device);
	}
	return [...targets];
}

// docs/api/tpns.md 1.3; the upload does not say what its rows are, so the push is where it shows.
function checkPackage(
	{ audience_type: audience }: PushRequest,
	uploaded: AudiencePackage | undefined,
): void {
	if (!uploaded) throw new Refusal(codes.targetNotFound, 'upload_id does not exist');
	if (audience !== 'package_token_push') return;
	let row = 0;
	for (const { length } of uploaded.file.rows()) {
		row++;
		if (length === tokenLength) continue;
		throw invalid('upload_id', `row ${row} has ${length} characters, not ${tokenLength}`);
	}
}

function byToken(request: PushRequest, { app, context }: Place): Audience {
	const token = request.token_list?.[0];
	if (token === undefined) throw missing('token_list');
	const device = context.devices.byToken(app.accessId, token);
	if (device && isReachable(request, device)) return { listed: [device], invalidTokens: [] };
	if (request.ignore_invalid_token === 1) return { listed: [], invalidTokens: [token] };
	throw new Refusal(codes.tokenNotValid, 'token is not valid');
}

function byTokenList(request: PushRequest, { app, context, tpns }: Place): Audience {
	if (!request.token_list?.length) throw missing('token_list');
	const listed: Device[] = [];
	const invalidTokens: string[] = [];
	for (const token of request.token_list) {
		const device = context.devices.byToken(app.accessId, token);
		if (device && isReachable(request, device)) listed.push(device);
		else invalidTokens.push(token);
	}
	if (request.ignore_invalid_token === 1) return { listed, invalidTokens };
	if (invalidTokens.length > 0 && tpns.settings.invalidTokensInList === 'refuse') {
		throw new Refusal(codes.tokenNotValid, 'token_list has tokens that are not valid');
	}
	if (listed.length === 0) throw new Refusal(codes.targetNotFound, 'push target does not exist');
	return { listed, invalidTokens: [] };
}

function byAccounts(request: PushRequest, { app, context }: Place): Device[] {
	const { account_list: accounts, account_type: type = 0, account_push_type: all = 0 } = request;
	if (!accounts?.length) throw missing('account_list');
	const single = request.audience_type === 'account';
	const listed = (single ? accounts.slice(0, 1) : accounts).flatMap((account) => {
		const devices = context.devices
			.ofAccount(app.accessId, account, type)
			.filter((device) => isReachable(request, device));
		return all === 1 ? devices : devices.slice(0, 1);
	});
	if (listed.length > 0) return listed;
	throw single
		? new Refusal(codes.tokenOrAccountNotFound, 'account not found')
		: new Refusal(codes.targetNotFound, 'push target does not exist');
}

function checkTags({ tag_rules: rules, tag_list: list }: PushRequest): void {
	if (!rules && !list) throw missing('tag_rules');
	if (list && list.tags.join('').length > 512) {
		throw invalid('tag_list', 'is longer than 512 characters');
	}
}

function* bulkTargets(
	request: PushRequest,
	{ app, context: { devices } }: Pick<Place, 'app' | 'context'>,
): Iterable<Device> {
	if (request.audience_type === 'all') yield* devices.ofApp(app.accessId);
	if (request.audience_type === 'tag') {
		const { tag_rules: rules, tag_list: list } = request;
		for (const device of devices.ofApp(app.accessId)) {
			if (rules ? selectedByRules(rules, device) : selectedByList(list!, device)) yield device;
		}
	}
	const file = app.packages.get(request.upload_id ?? 0)?.file;
	if (request.audience_type === 'package_token_push') {
		for (const token of file?.rows() ?? []) {
			const device = devices.byToken(app.accessId, token);
			if (device) yield device;
		}
	}
	if (request.audience_type === 'package_account_push') {
		for (const account of file?.rows() ?? []) {
			const bound = devices.ofAccount(app.accessId, account, request.account_type ?? 0);
			yield* request.account_push_type === 1 ? bound : bound.slice(0, 1);
		}
	}
}

function isReachable({ environment }: PushRequest, device: Device): boolean {
	return device.platform !== 'ios' || device.environment === environment;
}
