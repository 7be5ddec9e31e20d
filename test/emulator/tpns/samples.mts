/** The smallest push of each kind, to be changed by a test. */
export const notification = {
	message_type: 'notify',
	message: { title: 'Hello', content: 'World' },
};

export const toAll = { audience_type: 'all', ...notification };

export const toToken = (token: string) => ({
	audience_type: 'token',
	token_list: [token],
	...notification,
});

export const toTokens = (tokens: string[]) => ({
	audience_type: 'token_list',
	token_list: tokens,
	...notification,
});

export const toAccount = (account: string) => ({
	audience_type: 'account',
	account_list: [account],
	...notification,
});

export const iosNotification = {
	environment: 'product',
	message_type: 'notify',
	message: { title: 'Hello', content: 'World', ios: { aps: { alert: { subtitle: 'sub' } } } },
};
