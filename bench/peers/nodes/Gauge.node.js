const { writeFileSync } = require('node:fs');
const { end } = require('./gauge.js');

/**
 * Ends the measuring that Audience began, and writes it and how many items of each status there
 * are into a file: n8n would take longer to store a million items than all that is measured.
 */
class Gauge {
	constructor() {
		this.description = {
			displayName: 'Gauge',
			name: 'gauge',
			group: ['output'],
			version: 1,
			description: 'Ends the measuring',
			defaults: { name: 'Gauge' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [{ displayName: 'file', name: 'file', type: 'string', default: '' }],
		};
	}

	async execute() {
		const measured = await end();
		const statuses = {};
		for (const { json } of this.getInputData()) {
			statuses[json.status] = (statuses[json.status] ?? 0) + 1;
		}
		writeFileSync(this.getNodeParameter('file', 0), JSON.stringify({ ...measured, statuses }));
		return [[{ json: measured, pairedItem: { item: 0 } }]];
	}
}

module.exports = { Gauge };
