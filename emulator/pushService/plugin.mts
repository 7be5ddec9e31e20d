import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import plugin from 'fastify-plugin';
import { CallbackOutbox } from '../callbacks/outbox.mts';
import type { CallbackSettings } from '../callbacks/settings.mts';
import type { EmulatorContext } from '../context.mts';
import { type AppIdentity, createPushServiceApp, type PushServiceApp } from './app.mts';
import { registerPushServiceControl } from './control.mts';
import { noteClick } from './deliver.mts';
import { describePushService } from './describe.mts';
import { attributeEndpoints } from './endpoints/attributes.mts';
import { chatMessageEndpoints } from './endpoints/chatMessages.mts';
import { pushEndpoints } from './endpoints/push.mts';
import { scheduledTaskEndpoints } from './endpoints/scheduledTasks.mts';
import { statisticsEndpoints } from './endpoints/statistics.mts';
import { tagEndpoints } from './endpoints/tags.mts';
import { ScheduledTasks } from './scheduledTasks.mts';
import { serveEndpoints } from './serve.mts';
import { changeSettings, defaultSettings, type SettingsChange } from './settings.mts';

export interface PushServiceOptions {
	/** Default: `defaultIdentity`. */
	identity?: Partial<AppIdentity>;
	settings?: SettingsChange;
	callbacks?: Partial<CallbackSettings>;
	/** Users without a phone. */
	users?: readonly string[];
	/** Members by group ID. */
	groups?: Record<string, readonly string[]>;
}

/** The Push Service of a running emulator, for tests in the same process. */
export interface PushService extends PushServiceApp {
	readonly scheduledTasks: ScheduledTasks;
	/** Changes settings; what is left out keeps its value. */
	configure(change: SettingsChange): void;
	/** Gives the quota, the frequencies and failed verifications back. */
	resetLimits(): void;
}

/** The app that the emulator has unless told otherwise. Its key is the sample key of Tencent's library. */
export const defaultIdentity: AppIdentity = {
	sdkAppId: 1_400_000_000,
	secretKey: '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e',
	administrators: ['administrator'],
};

/** Serves the Push Service (`/v4/…`, docs/api/push-service.md) and its part of `/_emulator`. */
export function registerPushService(
	fastify: FastifyInstance,
	context: EmulatorContext,
	options: PushServiceOptions = {},
): PushService {
	const identity = { ...defaultIdentity, ...options.identity };
	const settings = defaultSettings();
	changeSettings(settings, options.settings ?? {});
	const callbacks = new CallbackOutbox(identity.sdkAppId);
	callbacks.configure(options.callbacks ?? {});
	const { clock, devices } = context;
	const app = createPushServiceApp(identity, { settings, clock, devices, callbacks });
	for (const user of options.users ?? []) app.accounts.importUser(user);
	for (const [id, members] of Object.entries(options.groups ?? {})) {
		app.groups.set(id, new Set(members));
	}
	const scheduledTasks = new ScheduledTasks(app);

	let forgive = () => {};
	const pushService: PushService = {
		...app,
		scheduledTasks,
		configure: (change) => changeSettings(settings, change),
		resetLimits() {
			app.quota.reset();
			app.frequencies.clear();
			forgive();
		},
	};

	const serve: FastifyPluginAsync = async (scope) => {
		const gatekeeper = serveEndpoints(scope, app, context.log, [
			...pushEndpoints(app),
			...attributeEndpoints(app),
			...tagEndpoints(app),
			...scheduledTaskEndpoints(app, scheduledTasks),
			...statisticsEndpoints(app),
			...chatMessageEndpoints(app),
		]);
		forgive = () => gatekeeper.forgive();
		registerPushServiceControl(scope, pushService);
	};
	void fastify.register(plugin(serve, { name: 'pushService', encapsulate: true }));

	devices.events.on('clicked', (device, entry) => noteClick(app, device, entry));
	context.onClose(() => callbacks.close());
	context.describe('pushService', () => describePushService(pushService));
	context.announce((url) => [
		`Tencent Push Service API credential in n8n: Region Custom, Base URL ${url}`,
		`  SDKAppID ${identity.sdkAppId}, Secret Key ${identity.secretKey}, Administrator ${identity.administrators[0]}`,
	]);
	return pushService;
}
