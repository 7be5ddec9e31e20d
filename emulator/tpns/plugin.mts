import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import plugin from 'fastify-plugin';
import type { EmulatorContext } from '../context.mts';
import { androidApp, iosApp, type NewApp } from './app.mts';
import { registerTpnsControl } from './control.mts';
import { mountEndpoint } from './endpoint.mts';
import { endpoints } from './endpoints.mts';
import { mountPackageUpload } from './packageUpload.mts';
import { countClick } from './push/lifecycle.mts';
import type { TpnsSettings } from './settings.mts';
import { TpnsState } from './state.mts';

export interface TpnsOptions {
	/** Default: one Android and one iOS app. */
	apps?: NewApp[];
	settings?: Partial<TpnsSettings>;
}

/** Serves the TPNS REST API (`/v3/…`, docs/api/tpns.md) and its part of `/_emulator`. */
export function registerTpns(
	app: FastifyInstance,
	context: EmulatorContext,
	{ apps = [androidApp, iosApp], settings }: TpnsOptions = {},
): TpnsState {
	const tpns = new TpnsState(context, settings);
	for (const one of apps) tpns.addApp(one);

	context.devices.events.on('clicked', (device, entry) => {
		const push = tpns.apps.get(device.accessId)?.pushes.get(entry.pushId);
		if (push && entry.cloud === 'tpns') countClick(push, entry);
	});
	context.describe('tpns', () => tpns.describe());
	context.announce((url) => [
		`Tencent TPNS API credential in n8n: Service Access Point Custom, Base URL ${url}`,
		...[...tpns.apps.values()].map(
			(one) => `  ${one.platform}: Access ID ${one.accessId}, Secret Key ${one.secretKey}`,
		),
	]);

	const serve: FastifyPluginAsync = async (scope) => {
		for (const endpoint of endpoints) mountEndpoint(scope, tpns, endpoint);
		mountPackageUpload(scope, tpns);
		registerTpnsControl(scope, tpns);
	};
	void app.register(plugin(serve, { name: 'tpns', encapsulate: true }));
	return tpns;
}
