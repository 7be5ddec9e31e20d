/** A rule taken out of the code, and the test that fails without it. */
export interface Mutation {
	rule: string;
	file: string;
	/** Text that stands in the file once. */
	from: string;
	to: string;
	/** Path of the test. */
	test: string;
	/** Part of the test's name. */
	name: string;
}

const transport = (file: string) => `nodes/shared/transport/${file}.ts`;
const faults = 'test/nodes/shared/transport/faults.test.mts';
const pace = 'test/nodes/shared/transport/pace.test.mts';
const secrets = 'test/nodes/shared/transport/secrets.test.mts';
const otherOptions = 'test/credentials/otherOptions.test.mts';
const guards = 'test/engine/guards.test.mts';
const delivery = 'test/engine/delivery.test.mts';

export const mutations: Mutation[] = [
	{
		rule: 'Sent once: the code of an error proves nothing',
		file: transport('network'),
		from: '	if (request) return isNeverConnected(request);',
		to: '	if (chain.some(({ code }) => NOT_CONNECTED.some(([is]) => is.test(text(code))))) return true;\n	if (request) return isNeverConnected(request);',
		test: faults,
		name: 'the kernel ends the open connection, whatever it calls it',
	},
	{
		rule: 'Sent once: n8n does not send again after a 401',
		file: transport('exchange'),
		from: 'status !== 200 && status !== 401',
		to: 'status !== 200',
		test: faults,
		name: 'is made once when the body of HTTP 401',
	},
	{
		rule: 'Sent once: an answer that broke off is not repeated',
		file: transport('verdict'),
		from: "	const code = endedBy === 'limit' ? 'ETIMEDOUT' : network.code;",
		to: "	const code = endedBy === 'limit' ? 'ETIMEDOUT' : network.code;\n	if (!network.nothingSent) return unreachable(network.title, network.fix, { code }, true);",
		test: delivery,
		name: 'the push is not sent again',
	},
	{
		rule: 'Sent once: "Retry On Fail" remembers the item and recipient, not the text',
		file: 'nodes/shared/run/send.ts',
		from: 'items.map((item) => `${item} ${key}`)',
		to: 'items.map((item) => `${item} ${key} ${Math.random()}`)',
		test: delivery,
		name: '"Retry On Fail" sends an item once, whatever its text has become',
	},
	{
		rule: 'Sent once: "Retry On Fail" with a campaign key leaves an unknown outcome red',
		file: 'nodes/shared/run/send.ts',
		from: "outcome.status === 'skipped') continue;",
		to: "outcome.status === 'skipped' || outcome.status === 'unknown') continue;",
		test: 'test/engine/campaignMemory.test.mts',
		name: '"Retry On Fail" does not turn an unknown outcome into a success',
	},
	{
		rule: 'Status: a proxy that opens no tunnel proves that nothing was sent',
		file: transport('verdict'),
		from: 'if (response.isRefusedByProxy) {',
		to: 'if (response.isTooLong && response.isRefusedByProxy) {',
		test: faults,
		name: 'has failed when the proxy does not open the tunnel',
	},
	{
		rule: 'Status: a connection that is never made proves that nothing was sent',
		file: transport('network'),
		from: '		socket.timeout === undefined ||\n',
		to: '',
		test: faults,
		name: 'has failed when the connection or its handshake hangs',
	},
	{
		rule: 'Status: a redirect to another address proves that nothing was sent',
		file: transport('verdict'),
		from: 'if (isMoved(httpStatus, location, url)) {',
		to: 'if (isMoved(httpStatus, undefined, url)) {',
		test: faults,
		name: '301 with Location',
	},
	{
		rule: 'Status: HTTP 408 proves nothing',
		file: transport('httpStatus'),
		from: "		'411': [",
		to: "		'408': ['Too late', 'Try again'],\n		'411': [",
		test: faults,
		name: 'statuses say failed only where they prove it',
	},
	{
		rule: 'Status: a code that is not documented proves nothing',
		file: transport('verdict'),
		from: '		: refusingStatuses[String(httpStatus)] !== undefined;',
		to: '		: true;',
		test: faults,
		name: 'with the code',
	},
	{
		rule: 'Status: what TPNS accepted in part is not failed',
		file: transport('verdict'),
		from: " && known.batch !== 'partial'",
		to: '',
		test: faults,
		name: 'a push of which TPNS has accepted a part is not confirmed',
	},
	{
		rule: 'Status: an envelope that contradicts itself is not confirmed',
		file: transport('verdict'),
		from: '	if (contradiction) return contradiction;',
		to: '	if (contradiction) return undefined;',
		test: faults,
		name: 'that is answered with {"ret_code":0,"retCode":1008007} is not confirmed',
	},
	{
		rule: 'Connection: it ends with the wait',
		file: transport('exchange'),
		from: "	for (const reason of [limit, canceled]) reason?.addEventListener('abort', end);",
		to: '',
		test: faults,
		name: 'ends the connection of a response that trickles at the time limit',
	},
	{
		rule: 'Connection: a response has a size limit',
		file: transport('exchange'),
		from: 'if (bytes > MOST_RESPONSE_BYTES) return TOO_LONG;',
		to: 'if (bytes > 8 * MOST_RESPONSE_BYTES) return TOO_LONG;',
		test: faults,
		name: 'ends the connection of an endless response with the wait',
	},
	{
		rule: 'Rate: the clock is monotonic',
		file: transport('pace'),
		from: '	const now = performance.now();\n	lane.starts',
		to: '	const now = Date.now() - performance.timeOrigin;\n	lane.starts',
		test: pace,
		name: 'a system clock that jumps by',
	},
	{
		rule: 'Rate: the window counts recipients across requests',
		file: transport('pace'),
		from: 'taken + units > perSecond',
		to: 'taken > perSecond',
		test: pace,
		name: 'a server that enforces the rate refuses nothing',
	},
	{
		rule: 'Audience: rules that only exclude need the switch',
		file: 'nodes/Tpns/tagRules/reach.ts',
		from: '	return isTrue !== isNot;',
		to: '	return isTrue;',
		test: guards,
		name: 'needs the switch of a broadcast',
	},
	{
		rule: 'Audience: rules that are always true need the switch',
		file: 'nodes/Tpns/tagRules/reach.ts',
		from: '	return isAny || isAll;',
		to: '	return isAll;',
		test: guards,
		name: 'needs the switch of a broadcast',
	},
	{
		rule: 'Audience: Additional JSON cannot replace it',
		file: 'nodes/shared/form/additionalJson.ts',
		from: '			checkAudience(additional, title);\n',
		to: '',
		test: guards,
		name: 'cannot replace the audience',
	},
	{
		rule: 'Secrets: a proxy of the caller is taken off',
		file: transport('authenticate'),
		from: "	'allowedDomains',",
		to: "	'allowedDomains',\n	'proxy',",
		test: otherOptions,
		name: 'no proxy is used',
	},
	{
		rule: 'Secrets: relaxed TLS of the caller is taken off',
		file: transport('authenticate'),
		from: "	'allowedDomains',",
		to: "	'allowedDomains',\n	'skipSslCertificateValidation',\n	'rejectUnauthorized',",
		test: otherOptions,
		name: 'a certificate that is not trusted ends the request before it is sent',
	},
	{
		rule: 'Secrets: an agent of the caller is taken off',
		file: transport('authenticate'),
		from: "	'allowedDomains',",
		to: "	'allowedDomains',\n	'agent',\n	'agentOptions',\n	'agents',",
		test: otherOptions,
		name: 'an agent of the caller is not used',
	},
	{
		rule: 'Secrets: redirects are not followed',
		file: transport('authenticate'),
		from: '		...NO_REDIRECTS,\n',
		to: '',
		test: otherOptions,
		name: 'a redirect with',
	},
	{
		rule: 'Secrets: values are masked in texts of others',
		file: transport('secrets'),
		from: 'text: (text) => maskSecrets(hide(text)),',
		to: 'text: (text) => maskSecrets(text),',
		test: secrets,
		name: 'an API that echoes what',
	},
	{
		rule: 'Secrets: values are masked at every depth of JSON',
		file: transport('secrets'),
		from: '	if (Array.isArray(value)) return value.map((each) => mapTexts(each, change));',
		to: '	if (Array.isArray(value)) return value;',
		test: secrets,
		name: 'hides a secret',
	},
	{
		rule: 'Secrets: an address is never repeated in a message',
		file: transport('authenticate'),
		from: "		\"The 'Base URL' in the credential is not an address",
		to: "		base + \" The 'Base URL' in the credential is not an address",
		test: secrets,
		name: 'a Base URL that cannot be read is not repeated',
	},
	{
		rule: 'Form: a field is shown with its operation only',
		file: 'nodes/shared/form/describe.ts',
		from: '			{ resource: [resource], operation: entry.operations },',
		to: '			{ resource: [resource] },',
		test: 'test/engine/forms.test.mts',
		name: 'shows its own fields',
	},
	{
		rule: 'Trigger: a Sign is compared in constant time',
		file: 'nodes/TencentPushTrigger/verify.ts',
		from: 'a.length === b.length && timingSafeEqual(a, b)',
		to: 'a.equals(b)',
		test: 'test/nodes/TencentPushTrigger/verify.test.mts',
		name: 'a Sign is compared in a time that says nothing of it',
	},
	{
		rule: 'Trigger: another SdkAppid is refused',
		file: 'nodes/TencentPushTrigger/verify.ts',
		from: 'sdkAppId !== expected.sdkAppId',
		to: 'sdkAppId === undefined',
		test: 'test/nodes/TencentPushTrigger/verify.test.mts',
		name: 'another SdkAppid is refused',
	},
	{
		rule: 'Trigger: a callback that is not verified is refused',
		file: 'nodes/TencentPushTrigger/receive.ts',
		from: '	if (notVerified) return refuse(this, notVerified);\n',
		to: '	void notVerified;\n',
		test: 'test/nodes/TencentPushTrigger/receive.test.mts',
		name: 'a replaced token is refused',
	},
	{
		rule: 'Trace: device tokens are masked',
		file: 'nodes/TencentPush/resources/statistics/trace.ts',
		from: "typeof value === 'string' ? maskedToken(value) : value",
		to: "typeof value === 'symbol' ? maskedToken(value) : value",
		test: 'test/nodes/TencentPush/statistics.test.mts',
		name: 'hides the tokens',
	},
];
