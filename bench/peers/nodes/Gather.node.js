/** Gives one item for all its items, linked to the first 100,000, as an upload of them does. */
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
		return [
			[
				{
					json: {},
					pairedItem: this.getInputData()
						.slice(0, 100_000)
						.map((_, item) => ({ item })),
				},
			],
		];
	}
}

module.exports = { Gather };
