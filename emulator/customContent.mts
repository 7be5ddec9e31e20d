/**
 * The web page that the emulated app opens when its notification is clicked: the http or https
 * address under `url` of the custom content, a JSON text.
 */
export function pageInContent(content: string | undefined): string | undefined {
	try {
		const { url } = JSON.parse(content ?? '{}') as { url?: unknown };
		return isWebAddress(url) ? url : undefined;
	} catch {
		return undefined;
	}
}

/** Whether a browser would open this as a web page, rather than run or show something else. */
export function isWebAddress(address: unknown): address is string {
	return typeof address === 'string' && /^https?:\/\//i.test(address) && URL.canParse(address);
}
