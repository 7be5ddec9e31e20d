/** Gives one item that is linked to all its items, as an upload of them has to. */
class Gather {
	constructor() {
		this.description = {
			displayName: 'Gather',
			name: 'gather',
			group: ['transform'],
			version: 1,
			description: 'Gives one item for all its items',
			defaults: { name: 'Gather' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		};
	}

	async execute() {
		return [[{ json: {}, pairedItem: this.getInputData().map((_, item) => ({ item })) }]];
	}
}

module.exports = { Gather };
