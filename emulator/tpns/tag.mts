import { Type } from 'typebox';
import type { Device } from '../devices.mts';
import type { TpnsApp } from './app.mts';
import { batchCode } from './batch.mts';
import { codes, invalid, invalidToken, missing, Refusal } from './codes.mts';
import { type Answer, defineEndpoint, type TpnsCall } from './endpoint.mts';
import { snakeEnvelope } from './envelope.mts';

const mostTags = 500;
const mostTagsPerDevice = 100;
const mostTagsPerApp = 10_000;

const tag = Type.String({ minLength: 1, maxLength: 50 });
const token = Type.String({ minLength: 1, maxLength: 36 });

interface Change {
	token: string;
	tag: string;
}

/**
 * `v3/device/tag` (docs/api/tpns.md 1.4): binds and unbinds custom tags. Operations 1 to 6 use the
 * first token only; 1, 2, 7 and 8 the first tag only. 5 and 6 show after a moment. At least 1 s
 * between calls, and no two at once.
 */
export const bindTags = defineEndpoint({
	path: '/v3/device/tag',
	envelope: snakeEnvelope('ok'),
	body: Type.Object({
		operator_type: Type.Integer({ minimum: 1, maximum: 10 }),
		token_list: Type.Optional(Type.Array(token, { maxItems: 500 })),
		tag_list: Type.Optional(Type.Array(tag, { maxItems: mostTags })),
		tag_token_list: Type.Optional(Type.Array(Type.Object({ tag, token }), { maxItems: 500 })),
	}),
	handle(body, call) {
		const tokens = () => need('token_list', body.token_list);
		const tags = () => need('tag_list', body.tag_list);
		const pairs = () => need('tag_token_list', body.tag_token_list);
		const changes = (): readonly Change[] => {
			switch (body.operator_type) {
				case 1:
				case 2:
					return [{ token: tokens()[0], tag: tags()[0] }];
				case 3:
				case 4:
					return tags().map((one) => ({ token: tokens()[0], tag: one }));
				case 7:
				case 8:
					return tokens().map((one) => ({ token: one, tag: tags()[0] }));
				default:
					return pairs();
			}
		};
		const { operator_type: operation } = body;
		if (operation === 5) return later(call, knownDevice(call, tokens()[0]), []);
		if (operation === 6) return later(call, knownDevice(call, tokens()[0]), tags());

		const wanted = changes();
		if (operation >= 9 && wanted.length > call.tpns.settings.tagPairLimit) {
			throw invalid('tag_token_list', `has more than ${call.tpns.settings.tagPairLimit} pairs`);
		}
		if (operation <= 4) knownDevice(call, wanted[0].token);
		takeTurn(call);
		const adds = [1, 3, 7, 9].includes(operation);
		const results = wanted.map((change) => (adds ? add(change, call) : remove(change, call)));
		return {
			...batchCode(results),
			fields: { seq: 0, result: operation >= 7 ? JSON.stringify(results) : '{}' },
		};
	},
});

/**
 * `v3/device/tag/delete_all_device` (docs/api/tpns.md 1.5): takes tags off all devices and removes
 * them from the app; shows after a moment.
 */
export const deleteAllDevices = defineEndpoint({
	path: '/v3/device/tag/delete_all_device',
	envelope: snakeEnvelope('ok'),
	body: Type.Object({ tag_list: Type.Array(tag, { minItems: 1, maxItems: mostTags }) }),
	handle({ tag_list: tags }, call) {
		takeTurn(call);
		const { app, context, tpns } = call;
		context.clock.after(tpns.settings.asyncDelay, () => {
			for (const device of context.devices.ofApp(app.accessId)) {
				for (const one of tags) device.tags.delete(one);
			}
			for (const one of tags) app.tags.delete(one);
		});
		return { fields: { seq: 0, result: {} } };
	},
});

function later(call: TpnsCall, device: Device, tags: readonly string[]): Answer {
	takeTurn(call);
	const { app, context, tpns } = call;
	context.clock.after(tpns.settings.asyncDelay, () => overwrite(app, device, tags));
	return { fields: { seq: 0, result: '{}' } };
}

/** Tags that all read `key:value` only replace tags with the same keys (docs/api/tpns.md 4.2). */
function overwrite(app: TpnsApp, device: Device, tags: readonly string[]): void {
	const keys = new Set(tags.map(keyOf));
	const byKey = tags.length > 0 && !keys.has(undefined);
	for (const one of device.tags) {
		if (!byKey || keys.has(keyOf(one))) device.tags.delete(one);
	}
	for (const one of tags) {
		device.tags.add(one);
		app.tags.add(one);
	}
}

function keyOf(one: string): string | undefined {
	return one.includes(':') ? one.slice(0, one.indexOf(':')) : undefined;
}

function add({ token: to, tag: one }: Change, { app, context }: TpnsCall): number {
	const device = context.devices.byToken(app.accessId, to);
	if (!device) return invalidToken;
	if (!device.tags.has(one) && device.tags.size >= mostTagsPerDevice) return codes.invalidParameter;
	if (!app.tags.has(one) && app.tags.size >= mostTagsPerApp) return codes.invalidParameter;
	device.tags.add(one);
	app.tags.add(one);
	return codes.ok;
}

function remove({ token: from, tag: one }: Change, { app, context }: TpnsCall): number {
	const device = context.devices.byToken(app.accessId, from);
	if (!device) return invalidToken;
	device.tags.delete(one);
	return codes.ok;
}

function knownDevice({ app, context }: TpnsCall, of: string): Device {
	const device = context.devices.byToken(app.accessId, of);
	if (!device) throw new Refusal(codes.tokenNotValid, 'token is not valid');
	return device;
}

function takeTurn({ app, context, now, received, tpns: { settings } }: TpnsCall): void {
	if (settings.rates && context.log.underWay(received.path) > 1) {
		throw new Refusal(codes.rateLimit, 'another tag request is running');
	}
	const inTime = app.tagCalls.take(now, settings.spacing - settings.spacingTolerance);
	if (settings.rates && !inTime) {
		throw new Refusal(codes.rateLimit, 'less than 1 s after the last tag call');
	}
}

function need<T>(field: string, list: readonly T[] | undefined): readonly T[] {
	if (!list?.length) throw missing(field);
	return list;
}
