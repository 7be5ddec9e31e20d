import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { ApiError, ErrorTable } from './apiError';
import type { EnvelopeFields } from './response';
import type { Policy } from './retry';

/** Values of the credential that are no secrets, by name. */
export type Identity = Readonly<Record<string, string>>;

/** What the transport has to know of a product. */
export interface Product {
	/** Name of the credential type. */
	credential: 'tpnsApi' | 'tencentChatApi';
	/** Tells one app from another, for pacing. */
	appOf(credentials: ICredentialDataDecryptedObject): string;
	/** What requests name of the credential. Never a secret: a preview shows it. */
	identityOf?(credentials: ICredentialDataDecryptedObject): Identity;
	errors: ErrorTable;
	/** HTTP statuses that come without a code. */
	httpErrors: Readonly<Record<string, ApiError>>;
	/** How the requests of a path may be repeated and paced. */
	policyOf(path: string): Policy;
	/** Where responses hold code and message. */
	envelope: EnvelopeFields;
	/** What to look up before sending again when the outcome of a send is not known. */
	lookUp: string;
	/**
	 * Codes that say that a kept signature has run out. Nothing was accepted, so that any request is
	 * sent once more, with a signature made anew.
	 */
	renewAfter?: {
		codes: readonly string[];
		forget(credentials: ICredentialDataDecryptedObject): void;
	};
}
