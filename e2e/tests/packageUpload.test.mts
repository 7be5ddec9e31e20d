import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { itemsOf } from '../n8n/types.mts';
import { openStage, type Stage } from '../support/stage.mts';
import { chain, codeNode, manualTrigger, ourNode, START } from '../support/workflows.mts';

const ROWS = 60_000;

/** A file with one account a line, as n8n keeps a file that was read or downloaded. */
const makeFile = `
const lines = Array.from({ length: ${ROWS} }, (_, i) => 'account-' + i);
const data = await this.helpers.prepareBinaryData(Buffer.from(lines.join('\\n')), 'people.txt', 'text/plain');
return [{ json: { id: data.id ?? '' }, binary: { data } }];`;

for (const mode of ['filesystem', 'database', 'default']) {
	describe(`files kept in the mode "${mode}"`, () => {
		let stage: Stage;

		before(async () => {
			stage = await openStage(`package-upload-${mode}`, {
				env: { N8N_DEFAULT_BINARY_DATA_MODE: mode, N8N_RUNNERS_ENABLED: 'true' },
			});
		});

		after(() => stage?.close());

		test(`a package of ${ROWS} accounts goes up whole from a file (${mode})`, async () => {
			const upload = ourNode(stage, 'tpns', 'Upload', {
				resource: 'audiencePackage',
				operation: 'upload',
				source: 'binary',
				packageKind: 'account',
				binaryPropertyName: 'data',
			});
			const { id } = await stage.rest.createWorkflow(
				chain(`Upload ${mode}`, manualTrigger(), codeNode('File', makeFile), upload),
			);
			const { status, data } = await stage.rest.runWorkflow(id, START);
			assert.equal(status, 'success', data.resultData.error?.message);
			const { runData } = data.resultData;
			const [{ json: file }] = itemsOf(runData, 'File');
			const prefix = String(file.id).split(':', 1)[0];
			assert.equal(
				prefix,
				mode === 'default' ? '' : mode === 'filesystem' ? 'filesystem-v2' : mode,
			);
			const [{ json }] = itemsOf(runData, 'Upload');
			assert.ok(json.uploadId, JSON.stringify(json));

			const [request] = stage.emulator.control.requests('/v3/push/package/upload');
			assert.ok(request.accepted);
			const kept = stage.emulator.tpns.app().packages.get(Number(json.uploadId));
			assert.equal(kept?.file.rowCount, ROWS);
		});
	});
}
