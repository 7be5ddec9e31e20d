declare module 'tls-sig-api-v2/TLSSigAPIv2.js' {
	/** Tencent's library; its file is named because its package.json has `main` twice. */
	export class Api {
		constructor(sdkAppId: number, key: string);
		genUserSig(userId: string, expire: number): string;
	}
}
