const WINDOW_MS = 100;
const MOST_EVENTS = 10_000;
const OK = { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 };

let batch;

/** Callbacks of a short window, of which the first one starts the execution with all events. */
class Batch {
	items = [];
	full = new Promise((resolve) => (this.close = resolve));
	stored = new Promise((resolve) => (this.settle = resolve));
}

/**
 * The least that a trigger can do that has every event stored before it answers: it folds the
 * callbacks of a short window into one execution and gives the events on as they came. It checks
 * nothing, knows no duplicates and makes nothing readable.
 */
class FloorTrigger {
	constructor() {
		this.description = {
			displayName: 'Floor Trigger',
			name: 'floorTrigger',
			group: ['trigger'],
			version: 2,
			description: 'Gives events on and does nothing else',
			defaults: { name: 'Floor Trigger' },
			inputs: [],
			outputs: ['main'],
			webhooks: [
				{
					name: 'default',
					httpMethod: 'POST',
					isFullPath: true,
					responseMode: 'onReceived',
					responseData: '',
					path: 'floor',
				},
			],
			properties: [],
		};
	}

	async webhook() {
		const items = (this.getBodyData().Events ?? []).map((json) => ({ json }));
		if (batch && batch.items.length + items.length <= MOST_EVENTS) {
			const joined = batch;
			joined.items.push(...items);
			if (joined.items.length === MOST_EVENTS) joined.close();
			await joined.stored;
			return { webhookResponse: OK };
		}
		batch?.close();
		const own = new Batch();
		own.items.push(...items);
		batch = own;
		await Promise.race([own.full, new Promise((resolve) => setTimeout(resolve, WINDOW_MS))]);
		if (batch === own) batch = undefined;
		this.getResponseObject().on('close', own.settle);
		return { workflowData: [own.items], webhookResponse: OK };
	}
}

module.exports = { FloorTrigger };
