import { allTexts } from './texts.mts';

/** Words that are left out, with what is said instead. */
const LEFT_OUT: ReadonlyArray<[RegExp, string]> = [
	[/\bshare calls\b/i, 'batch, share requests'],
	[
		/\b(a|an|each|the|per|one|another|this|that|of|its|own|become|more|other|first|\d+|many|fewer|api|all|no) calls?\b/i,
		'request',
	],
	[/\bcalls at once\b/i, 'parallel requests'],
	[/\btime limit\b/i, 'timeout'],
	[/\bunder way\b/i, 'running, sent'],
	[/\bnot known whether\b/i, 'not confirmed'],
	[/\bcancell(ed|ing)\b/i, 'canceled'],
	[/\beverybody\b/i, 'all devices (TPNS), all users (Push Service)'],
	[/\bDataId\b/, 'Data ID'],
	[/\bTencent Chat API\b/, 'Tencent Push Service API'],
	[/\bwhat became of\b/i, 'delivery, result'],
	[/\bwho got\b/i, 'recipients who already got'],
	[/\blaid over\b/i, 'merged last, overrides'],
	[/\b(go|goes|gone|going|went) out\b/i, 'sent'],
	[
		/\ball the same\b|\bfor good\b|\bby itself\b|\bstranger('s|s)?\b|\bto be had\b/i,
		'what is meant',
	],
	[/\bnamed before\b/i, 'duplicate'],
	[/\bnobody\b/i, 'no one'],
	[/\bis not at all\b/i, 'turns … off'],
	[/\bgoes by\b/i, 'field to sort by, uses'],
	[/\btry again\b/i, 'retry'],
	[/\bfold(s|ed|ing)?\b/i, 'batch'],
];

/** What Tencent's API says itself, what rings, and what is written for another reader. */
const ALLOWED = [/^emulator\/\w+\/errors\.mts/, /^docs\/api\//];
const NOT_MEANT = /rings like a call|recipients who (already )?got/gi;

test('texts use the words of n8n and of push services', () => {
	const found = allTexts()
		.filter(({ place }) => !ALLOWED.some((pattern) => pattern.test(place)))
		.flatMap(({ place, text }) =>
			LEFT_OUT.flatMap(([pattern, instead]) => {
				const [word] = pattern.exec(text.replace(NOT_MEANT, '')) ?? [];
				return word === undefined ? [] : [`${place}: "${word}" (say: ${instead})`];
			}),
		);
	expect(found).toEqual([]);
});

test('the texts of forms, messages and pages are found', () => {
	const texts = allTexts();
	expect(texts.length).toBeGreaterThan(3_000);
	for (const place of [
		'nodes/Tpns/',
		'credentials/',
		'docs/reliability.md',
		'examples/',
		'README.md',
	]) {
		expect(texts.some((text) => text.place.startsWith(place))).toBe(true);
	}
});
