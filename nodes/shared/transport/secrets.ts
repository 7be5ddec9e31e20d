const AUTHORIZATION = /\b(Basic|Bearer)\s+[A-Za-z0-9+/=._-]{8,}/gi;
const IN_QUERY = /\b(usersig|sign|secretkey)=[^&\s"']+/gi;

/** A text without authorization values, for messages that others wrote. */
export function withoutSecrets(text: string): string {
	return text.replace(AUTHORIZATION, '$1 ***').replace(IN_QUERY, '$1=***');
}
