/** All but the characters of XML 1.0, 2.2. */
const NO_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Text for an XML element or attribute. Characters that XML does not know are left out. */
export function escapeXml(text: string): string {
	return text
		.replace(NO_XML, '')
		.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
