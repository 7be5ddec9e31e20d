const { begin } = require('./gauge.js');

/** Gives contacts as items and begins to measure the process: what follows is the node under test. */
class Audience {
	constructor() {
		this.description = {
			displayName: 'Audience',
			name: 'audience',
			group: ['transform'],
			version: 1,
			description: 'Gives contacts and begins to measure',
			defaults: { name: 'Audience' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [{ displayName: 'count', name: 'count', type: 'number', default: 1 }],
		};
	}

	async execute() {
		const count = this.getNodeParameter('count', 0);
		const tokens = Array.from({ length: count }, (_, index) =>
			index.toString(16).padStart(36, '0'),
		);
		// Texts that are flat in memory, as out of a JSON answer, and not glued of parts.
		const items = JSON.parse(JSON.stringify(tokens)).map((token) => ({
			json: { token },
			pairedItem: { item: 0 },
		}));
		// One turn of the event loop between making the items and the measuring.
		await new Promise((done) => setTimeout(done, 50));
		begin();
		return [items];
	}
}

module.exports = { Audience };
