import type { PushServiceApp } from './app.mts';
import { type ErrorCode, Refusal } from './errors.mts';
import type { Family } from './endpoint.mts';
import { verifyUserSig } from './userSig.mts';

export interface Credentials {
	/** The request's query. */
	query: Record<string, unknown>;
	/** The `Host` header. */
	host: string;
	family: Family;
}

const minute = 60_000;
const verificationCodes = new Set<ErrorCode>([70001, 70003, 70009, 70013, 70014]);

/** Decides whether a request may call at all. docs/api/push-service.md 1.2 and 7.2 */
export class Gatekeeper {
	readonly #app: PushServiceApp;
	/** When verifications failed, by identifier. */
	readonly #failures = new Map<string, number[]>();

	constructor(app: PushServiceApp) {
		this.#app = app;
	}

	/** Throws a `Refusal` unless the caller is an administrator of this app. */
	check({ query, host, family }: Credentials): void {
		const { identity, settings, clock } = this.#app;
		const { sdkappid, identifier, usersig, random, contenttype } = query;
		if (sdkappid === undefined) throw new Refusal(60012);
		if (typeof sdkappid !== 'string' || !/^\d+$/.test(sdkappid)) throw new Refusal(60025);
		if (settings.domain && host.split(':')[0] !== settings.domain) throw new Refusal(60026);
		if (Number(sdkappid) !== identity.sdkAppId) throw new Refusal(70020);
		if (settings.disabled) throw new Refusal(60016);
		if (contenttype !== 'json' || !isUint32(random)) throw new Refusal(60025);
		if (!isText(identifier) || !isText(usersig)) throw new Refusal(60025);
		const now = clock.now();
		this.#refuseAfterFailures(identifier, now);
		try {
			const { sdkAppId, secretKey } = identity;
			verifyUserSig(usersig, { identifier, sdkAppId, secretKey, now: now / 1000 });
		} catch (error) {
			if (error instanceof Refusal && verificationCodes.has(error.code)) {
				this.#failures.get(identifier)?.push(now);
			}
			throw error;
		}
		if (!identity.administrators.includes(identifier)) {
			throw new Refusal(family === 'push' ? 90009 : 60010);
		}
	}

	/** Forgets failed verifications. */
	forgive(): void {
		this.#failures.clear();
	}

	#refuseAfterFailures(identifier: string, now: number): void {
		const recent = (this.#failures.get(identifier) ?? []).filter((at) => at > now - minute);
		this.#failures.set(identifier, recent);
		if (recent.length >= this.#app.settings.failedVerifications) throw new Refusal(70050);
	}
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}

function isUint32(value: unknown): boolean {
	return typeof value === 'string' && /^\d{1,10}$/.test(value) && Number(value) <= 4_294_967_295;
}
