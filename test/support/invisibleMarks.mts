/**
 * Characters of the first plane that nobody sees, by Unicode's own properties: those that a font
 * leaves out, and control characters. Without white space, and without the selectors that choose
 * the look of the character before them.
 */
export const INVISIBLE_MARKS: readonly string[] = Array.from({ length: 0x10000 }, (_, code) =>
	String.fromCharCode(code),
).filter(
	(character) =>
		/[\p{Default_Ignorable_Code_Point}\p{Cc}]/u.test(character) &&
		!/[\t-\r\p{Variation_Selector}]/u.test(character),
);
