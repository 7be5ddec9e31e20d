import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

const AUTHORIZATION = /\b(Basic|Bearer)\s+[A-Za-z0-9+/=._-]{8,}/gi;
const IN_QUERY = /\b(usersig|sign|secretkey)=[^&\s"']+/gi;

/** Values that are shorter are no keys, and would hide words. */
const SHORTEST_SECRET = 8;

/** Fields of the credentials that are secrets. */
const SECRET_FIELDS = ['secretKey', 'callbackToken'];

/** A text without authorization values, for messages that others wrote. */
export function maskSecrets(text: string): string {
	return text.replace(AUTHORIZATION, '$1 ***').replace(IN_QUERY, '$1=***');
}

/** A text without the secrets of a credential, as they are and as they travel. */
export function maskSecretsOf(credentials: ICredentialDataDecryptedObject, text: string): string {
	let shown = maskSecrets(text);
	for (const name of SECRET_FIELDS) {
		const secret = String(credentials[name] ?? '').trim();
		if (secret.length < SHORTEST_SECRET) continue;
		const spellings = [
			secret,
			encodeURIComponent(secret),
			Buffer.from(secret, 'utf8').toString('base64'),
			Buffer.from(`${String(credentials.accessId)}:${secret}`, 'utf8').toString('base64'),
		];
		for (const spelling of spellings) shown = shown.split(spelling).join('***');
	}
	return shown;
}
