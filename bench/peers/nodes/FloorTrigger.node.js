const WINDOW_MS = 100;
const OK = { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 };

let batch;
let events = 0;

/** An event with the fields of this package's trigger; only the ID and the user are its own. */
function itemOf(event) {
	return {
		json: {
			user: event.To_Account,
			event: 'push.clicked',
			success: true,
			taskId: event.TaskId,
			eventTime: '2023-11-14T22:13:21.000Z',
			stage: 'clicked',
			removeFromList: false,
			channel: 'offline',
			vendor: 'apns',
			deviceType: 'unknown',
			pushTime: '2023-11-14T22:13:20.000Z',
			eventId: String(events++).padStart(32, '0'),
		},
	};
}

/** Callbacks of a short window, of which the first one starts the execution with all events. */
class Batch {
	items = [];
	full = new Promise((resolve) => (this.close = resolve));
	stored = new Promise((resolve) => (this.settle = resolve));
}

/**
 * The least that a trigger can do that has every event stored before it answers: it folds the
 * callbacks of a short window into one execution, whose items n8n stores as large as this package's
 * trigger makes them. It checks nothing, knows no duplicates and reads no event.
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
			properties: [
				{
					displayName: 'Most Events per Execution',
					name: 'mostEvents',
					type: 'number',
					default: 10_000,
				},
			],
		};
	}

	async webhook() {
		const mostEvents = this.getNodeParameter('mostEvents');
		const items = (this.getBodyData().Events ?? []).map(itemOf);
		if (batch && batch.items.length + items.length <= mostEvents) {
			const joined = batch;
			joined.items.push(...items);
			if (joined.items.length === mostEvents) joined.close();
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
