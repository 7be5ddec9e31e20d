/**
 * A number in [0, 1) that depends on `text` alone (FNV-1a, 32 bit, with a final mix). The
 * emulator's "chance" comes from it, so that the same devices and pushes always behave the same.
 */
export function chance(text: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	}
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}

/** One of `choices`, picked by `text` alone. */
export function pick<T>(choices: readonly T[], text: string): T {
	return choices[Math.floor(chance(text) * choices.length)];
}
