import type { ErrorTable } from './apiError';

const SOURCE = 'RFC 9110 and RFC 6585';

/**
 * HTTP statuses that come without a code of the API, and so from something on the way to it, unless
 * the product knows better.
 */
export const httpErrors: ErrorTable = {
	'401': {
		title: 'Something on the way to the API asks for a login',
		fix: 'Check the Base URL in the credential, and whether a proxy is in the way',
		source: SOURCE,
	},
	'403': {
		title: 'The API, or something on the way to it, refused the request',
		fix: 'Check the credential, and whether a proxy or firewall is in the way',
		source: SOURCE,
	},
	'404': {
		title: 'There is nothing at this address',
		fix: 'Check the Base URL or the region in the credential',
		source: SOURCE,
	},
	'407': {
		title: 'The proxy asks for a login',
		fix: 'Check the proxy settings of n8n',
		source: SOURCE,
	},
	'408': {
		title: 'The API gave up waiting for the request',
		fix: 'Check the network of this machine and try again',
		source: SOURCE,
	},
	'413': {
		title: 'The request is too large for the API, or for something on the way to it',
		fix: 'Shorten the message, or check whether a proxy is in the way',
		source: SOURCE,
	},
	'429': {
		title: 'Too many requests in a short time',
		fix: 'Wait and try again, or send less often (Calls at Once)',
		source: SOURCE,
	},
};
