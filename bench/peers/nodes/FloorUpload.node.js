const BOUNDARY = 'floor-upload';

/**
 * The least that a node can do which uploads its items as a package through n8n: it joins their
 * accounts to a file, each once, has n8n send it with the credential, and gives an item that is
 * linked to the first 100,000. It checks nothing.
 */
class FloorUpload {
	constructor() {
		this.description = {
			displayName: 'Floor Upload',
			name: 'floorUpload',
			group: ['output'],
			version: 1,
			description: 'Uploads accounts and does nothing else',
			defaults: { name: 'Floor Upload' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'tpnsApi', required: true }],
			properties: [],
		};
	}

	async execute() {
		const items = this.getInputData();
		const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="accounts.txt"\r\n\r\n`;
		const rows = [...new Set(items.map(({ json }) => json.account))].join('\n');
		const body = Buffer.from(`${head}${rows}\r\n--${BOUNDARY}--\r\n`);
		await this.helpers.httpRequestWithAuthentication.call(this, 'tpnsApi', {
			method: 'POST',
			url: '/v3/push/package/upload',
			body,
			headers: {
				'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
				'Content-Length': body.length,
			},
			encoding: 'text',
			json: false,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: 300_000,
		});
		const linked = items.slice(0, 100_000).map((_, item) => ({ item }));
		return [[{ json: {}, pairedItem: linked }]];
	}
}

module.exports = { FloorUpload };
