import type { EmulatorContext } from '../context.mts';
import type { Device, NewDevice } from '../devices.mts';
import { type Contact, seedContacts } from '../seed.mts';
import { type NewApp, TpnsApp } from './app.mts';
import { defaultSettings, type TpnsSettings } from './settings.mts';

export interface NewContacts {
	count: number;
	/** How many of them have a token that the app does not know. Default: 1 in 250. */
	unknownTokens?: number;
	/** Default: the first app. */
	accessId?: string;
}

/** Everything the emulated TPNS keeps: its apps, its settings, and the ids it has given out. */
export class TpnsState {
	readonly context: EmulatorContext;
	readonly apps = new Map<string, TpnsApp>();
	readonly settings: TpnsSettings;
	// The manual's own sample; longer than a JavaScript number can hold exactly.
	#nextPushId = 1328245138690125824n;
	#nextUploadId = 10001;
	#nextPlanId = 20001;
	#nextCollapseId = 300001;

	constructor(context: EmulatorContext, settings: Partial<TpnsSettings> = {}) {
		this.context = context;
		this.settings = { ...defaultSettings, ...settings };
	}

	addApp(app: NewApp): TpnsApp {
		const added = new TpnsApp(app);
		this.apps.set(app.accessId, added);
		return added;
	}

	/** The app with an AccessId, or the first one; throws when there is none. */
	app(accessId?: string): TpnsApp {
		const [first] = this.apps.values();
		const app = accessId === undefined ? first : this.apps.get(accessId);
		if (!app) throw new Error(`no app with AccessId ${accessId}`);
		return app;
	}

	/** Registers a device with an app, as the app's SDK does on its first start. */
	addDevice(device: NewDevice & { token: string }, accessId?: string): Device {
		const app = this.app(accessId);
		return this.context.devices.register(
			{ platform: app.platform, ...device, accessId: app.accessId },
			this.context.clock.now(),
		);
	}

	/** Adds people to the address book, and their phones to an app. */
	addContacts({ count, unknownTokens, accessId }: NewContacts): Contact[] {
		const { contacts, clock, devices } = this.context;
		const app = this.app(accessId);
		const added = seedContacts(devices, {
			accessId: app.accessId,
			platform: app.platform,
			count,
			unknownTokens,
			now: clock.now(),
		});
		contacts.push(...added);
		return added;
	}

	newPushId(): string {
		return String(this.#nextPushId++);
	}

	newUploadId(): number {
		return this.#nextUploadId++;
	}

	newPlanId(): string {
		return String(this.#nextPlanId++);
	}

	newCollapseId(): number {
		return this.#nextCollapseId++;
	}

	/** What there is, as JSON data, without the keys. */
	describe() {
		return {
			settings: this.settings,
			apps: [...this.apps.values()].map((app) => ({
				accessId: app.accessId,
				platform: app.platform,
				attributes: [...app.attributes],
				tags: [...app.tags],
				plans: [...app.plans.values()],
				packages: [...app.packages.values()].map(({ uploadId, fileName, file }) => ({
					uploadId,
					fileName,
					rows: file.rowCount,
					bytes: file.bytes,
				})),
				pushes: [...app.pushes.values()].map((push) => ({
					pushId: push.pushId,
					audience: push.request.audience_type,
					status: push.status,
					dueAt: new Date(push.dueAt).toISOString(),
					targets: push.targets.length,
					channels: Object.fromEntries(push.counts),
				})),
			})),
		};
	}
}
