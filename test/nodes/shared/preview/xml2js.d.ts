declare module 'xml2js' {
	/** Parses strictly: throws for what is no well-formed XML. */
	export function parseStringPromise(xml: string): Promise<object>;
}
