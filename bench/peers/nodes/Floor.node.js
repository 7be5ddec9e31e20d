/**
 * The least that a node can do which sends pushes through n8n: it asks n8n for the title of each
 * message, has n8n send the calls with the credential, to each token once, and gives an item for
 * each item. It checks nothing, reads no answer and has no other field. Where its Device Tokens are
 * set, it asks n8n for each item's, as any node does; otherwise it knows where the tokens stand.
 * Where a key is set, it first asks n8n's deduplication store whether it was there, and where it notes,
 * whether the tokens were: one call, which is the least that a node can do which sends once.
 */
class Floor {
	constructor() {
		const field = (name, type, value) => ({ displayName: name, name, type, default: value });
		this.description = {
			displayName: 'Floor',
			name: 'floor',
			group: ['output'],
			version: 1,
			description: 'Sends pushes and does nothing else',
			defaults: { name: 'Floor' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'tpnsApi', required: true }],
			properties: [
				field('devices', 'string', ''),
				field('title', 'string', ''),
				field('content', 'string', ''),
				field('tokensPerCall', 'number', 1000),
				field('callsAtOnce', 'number', 10),
				field('key', 'string', ''),
				field('isNoting', 'boolean', false),
				field('notesPerCall', 'number', 2_000_000),
				field('maxEntries', 'number', 200_000),
			],
		};
	}

	async execute() {
		const items = this.getInputData();
		const content = this.getNodeParameter('content', 0);
		const tokensPerCall = this.getNodeParameter('tokensPerCall', 0);
		const callsAtOnce = this.getNodeParameter('callsAtOnce', 0);
		const isAsked = this.getNode().parameters.devices !== '';
		const tokenOf = ({ json }, item) =>
			isAsked ? this.getNodeParameter('devices', item) : json.token;
		const tokens = [...new Set(items.map(tokenOf))];
		const key = this.getNodeParameter('key', 0);
		const isNoting = this.getNodeParameter('isNoting', 0);
		if (key !== '' || isNoting) {
			const maxEntries = this.getNodeParameter('maxEntries', 0);
			const notes = isNoting ? tokens : [key].flat();
			const notesPerCall = this.getNodeParameter('notesPerCall', 0);
			for (let first = 0; first < notes.length; first += notesPerCall) {
				const some = notes.slice(first, first + notesPerCall);
				await this.helpers.checkProcessedAndRecord(some, 'node', { mode: 'entries', maxEntries });
			}
		}
		let next = 0;
		const worker = async () => {
			while (next < tokens.length) {
				const first = next;
				next += tokensPerCall;
				const body = JSON.stringify({
					audience_type: 'token_list',
					token_list: tokens.slice(first, first + tokensPerCall),
					message_type: 'notify',
					message: { title: this.getNodeParameter('title', first), content },
				});
				await this.helpers.httpRequestWithAuthentication.call(this, 'tpnsApi', {
					method: 'POST',
					url: '/v3/push/app',
					body,
					headers: { 'Content-Type': 'application/json' },
					encoding: 'text',
					json: false,
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
					disableFollowRedirect: true,
					timeout: 30_000,
				});
			}
		};
		await Promise.all(Array.from({ length: callsAtOnce }, worker));
		return [items.map(({ json }, item) => ({ json: { ...json }, pairedItem: { item } }))];
	}
}

module.exports = { Floor };
