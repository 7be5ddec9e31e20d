/** Copies its items: what any node costs that makes an item for each item. */
class Copy {
	constructor() {
		this.description = {
			displayName: 'Copy',
			name: 'copy',
			group: ['transform'],
			version: 1,
			description: 'Copies its items',
			defaults: { name: 'Copy' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		};
	}

	async execute() {
		const copies = this.getInputData().map(({ json }, item) => ({
			json: { ...json },
			pairedItem: { item },
		}));
		return [copies];
	}
}

module.exports = { Copy };
