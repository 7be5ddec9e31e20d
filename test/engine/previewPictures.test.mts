import type { INodeExecutionData, INodeType } from 'n8n-workflow';
import { parseStringPromise } from 'xml2js';
import { runSample, sampledOperations } from '../samples/all.mts';
import { loadPackage } from '../support/engine.mts';
import { emulator, freshEmulatorForEachTest } from '../support/freshEmulator.mts';
import { runTpns } from '../support/tpns.mts';

freshEmulatorForEachTest();

const previewed = sampledOperations.filter(({ operation }) =>
	operation.properties.some(({ name }) => name === 'previewOnly'),
);

const title = '<b> & "5" ]]>';
const content = `It's <i>here</i> & now`;

/** Fields of an operation's form that another may not have: its notification, as a preview. */
const notifying = {
	title,
	content,
	message: content,
	pushAfterUpload: true,
	change: 'push',
	confirmBroadcast: true,
	previewOnly: true,
};

interface Svg {
	svg: {
		title: [string];
		desc: [string];
		$: Record<string, string>;
		g: Array<{ text: unknown[] }>;
	};
}

const dataOf = ({ binary }: INodeExecutionData, field = 'notification') =>
	Buffer.from(binary![field].data, 'base64');
const picturesOf = (output: INodeExecutionData[]) =>
	output.filter(({ binary }) => binary?.notification).map((item) => dataOf(item));
const wordsOf = (text: unknown) => (typeof text === 'string' ? text : (text as { _?: string })._);

test.each(previewed)('$node $key previews with a picture of its message', async (sampled) => {
	const { output, error } = await runSample(emulator, sampled, { parameters: notifying });
	expect(error).toBeUndefined();
	const pictures = picturesOf(output);
	expect(pictures).toHaveLength(1);
	expect(output[0].binary?.notification).toMatchObject({
		mimeType: 'image/svg+xml',
		fileName: 'notification-1.svg',
	});

	const picture = pictures[0].toString('utf8');
	expect(picture.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\(|href/);
	const { svg } = (await parseStringPromise(picture)) as Svg;
	expect(svg.$).toMatchObject({ role: 'img', 'aria-label': svg.title[0] });
	expect(svg.desc[0]).toContain(`Title: ${title}. Content: ${content}`);
	const page = dataOf(output[0], 'open').toString('utf8');
	expect(page).toContain(`data:image/svg+xml;base64,${pictures[0].toString('base64')}`);
	expect(page).not.toMatch(/https?:|<(?!\/?(style|div|p)\b)/);
	for (const { text } of svg.g) {
		const words = text.map(wordsOf);
		expect(words).toContain(title);
		expect(words.join(' ')).toContain(content);
	}
});

test.each(previewed)('$node $key draws five different messages at most', async (sampled) => {
	const [item] = sampled.sample.items ?? [{}];
	const items = Array.from({ length: 7 }, (_, n) => ({ ...item, n }));
	const { output } = await runSample(emulator, sampled, {
		items,
		parameters: { ...notifying, title: '=Sale {{ $json.n }}' },
		settings: { onError: 'continueRegularOutput' },
	});
	const { length } = picturesOf(output);
	expect(length).toBeLessThanOrEqual(5);
	// A question and the push to a package are one message for all items.
	if (!/same in all items/.test(JSON.stringify(output))) expect(length).toBe(5);
});

test('a message in several requests is drawn once', async () => {
	const devices = Array.from({ length: 2_001 }, (_, n) => String(n).padStart(36, 'a'));
	const { output } = await runTpns(emulator, {
		...{ resource: 'push', operation: 'sendToDevices', devices: devices.join() },
		...{ title, content, previewOnly: true },
	});
	expect(picturesOf(output)).toHaveLength(1);
});

test('an AI agent, which takes no files, gets none', async () => {
	const tool = { tpnsTool: (await loadPackage()).getNode('tpns').type as INodeType };
	const parameters = {
		...{ resource: 'push', operation: 'sendToDevices', devices: 'a'.repeat(36) },
		...{ title, content, previewOnly: true },
	};
	const { output } = await runTpns(emulator, parameters, [{}], { node: 'tpnsTool', types: tool });
	expect(output[0].json).toMatchObject({ preview: true });
	expect(output[0].binary).toBeUndefined();
});

test('a push that the system does not show has no picture', async () => {
	const { output } = await runTpns(emulator, {
		...{ resource: 'push', operation: 'sendToDevices', devices: 'a'.repeat(36) },
		...{ messageType: 'message', title, content, previewOnly: true },
	});
	expect(output).toHaveLength(1);
	expect(output[0].binary).toBeUndefined();
});
