/**
 * The least that a trigger can do: n8n finds its webhook and gives it the callback, and it answers.
 * It reads nothing and starts no execution.
 */
class FloorTrigger {
	constructor() {
		this.description = {
			displayName: 'Floor Trigger',
			name: 'floorTrigger',
			group: ['trigger'],
			version: 2,
			description: 'Answers callbacks and does nothing else',
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
		return { webhookResponse: { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 } };
	}
}

module.exports = { FloorTrigger };
