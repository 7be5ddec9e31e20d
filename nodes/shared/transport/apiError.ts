/** One error code of an API, as users need it explained. */
export interface ApiError {
	/** What happened, in one sentence without a full stop. */
	title: string;
	/** What usually leads to it. */
	cause?: string;
	/** What to do about it. */
	fix: string;
	/** Whether the same request may succeed later without being changed. */
	retryable?: boolean;
	/**
	 * Set when the code proves that the request was not acted upon, so that even a push may be
	 * repeated after this many milliseconds.
	 */
	nothingAccepted?: { waitMs: number };
	/** The request itself shows what is wrong: where the form has Preview Only, the fix names it. */
	seenInRequest?: true;
	/** The code speaks of one member (a token, an account, a user), not of the request. */
	member?: true;
	/** The member no longer exists, so that it should leave the user's list. */
	removeFromList?: true;
	/** Says that the credential is not right: makes the credential test fail. */
	credential?: true;
	/** Every further call of the run would meet it as well, so that none is made. */
	everyCall?: true;
	/** The code says that nothing of the request was done, or only a part of it. */
	batch?: 'partial' | 'total';
	/** Where the API references name it. */
	source: string;
}

/** Whether a code proves that nothing of what it speaks of was accepted. */
export function provesRefusal({ nothingAccepted, retryable, batch }: ApiError): boolean {
	return nothingAccepted !== undefined || (!retryable && batch !== 'partial');
}

/** Error codes of one product. Keys are the codes as text. */
export type ErrorTable = Readonly<Record<string, ApiError>>;
