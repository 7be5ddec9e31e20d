/** A device token that the API would take: 36 characters. */
export function tokenOf(index: number): string {
	return index.toString(16).padStart(36, '0');
}

/** A contact, as a CRM gives it. */
export function contactOf(index: number): { token: string; name: string } {
	return { token: tokenOf(index), name: `Customer ${index}` };
}

/** Contacts of a CRM, in their order. */
export function contacts(count: number): Array<{ token: string; name: string }> {
	return asAnswered(count, contactOf);
}

/** A list whose texts are flat in memory, as out of a JSON answer, and not glued of parts. */
export function asAnswered<T>(count: number, make: (index: number) => T): T[] {
	return JSON.parse(
		JSON.stringify(Array.from({ length: count }, (_, index) => make(index))),
	) as T[];
}

/** Text of all messages. */
export const TITLE = 'Spring sale';
export const CONTENT = 'Everything is 20% off until Sunday. Come and see what is new in our shop.';

/** The app that sends; the key opens nothing. */
export const APP = { accessId: '1500001048', secretKey: '1452fcebae9f3115ba794fb0fff2fd73' };

/** The app as a credential of the package. */
export function tpnsCredential(url: string) {
	return { ...APP, region: 'custom', baseUrl: url, authMethod: 'signature' };
}
