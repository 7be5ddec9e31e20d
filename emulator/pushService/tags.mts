import type { Account, AccountType } from './accounts.mts';
import { Refusal } from './errors.mts';

interface TagUse {
	type: AccountType;
	accounts: number;
}

const mostTagsOfAccount = 100;
const mostTagsOfApp = 1000;

/**
 * Who has which tag: at most 100 tags for an account and 1000 for the app, and a tag belongs to
 * the type of account that it was first given to. docs/api/push-service.md 3.f
 */
export class Tags {
	readonly #uses = new Map<string, TagUse>();

	/** Adds tags to an account, all or none; throws 90035, or 90001 beyond a limit. */
	add(account: Account, tags: readonly string[]): void {
		const added = [...new Set(tags)].filter((tag) => !account.tags.has(tag));
		for (const tag of added) {
			const use = this.#uses.get(tag);
			if (use && use.type !== account.type) throw new Refusal(90035);
		}
		if (account.tags.size + added.length > mostTagsOfAccount) {
			throw new Refusal(90001, `more than ${mostTagsOfAccount} tags for an account`);
		}
		const created = added.filter((tag) => !this.#uses.has(tag)).length;
		if (this.#uses.size + created > mostTagsOfApp) {
			throw new Refusal(90001, `more than ${mostTagsOfApp} tags in the app`);
		}
		for (const tag of added) {
			account.tags.add(tag);
			const use = this.#uses.get(tag);
			if (use) use.accounts++;
			else this.#uses.set(tag, { type: account.type, accounts: 1 });
		}
	}

	/** Gives an account exactly these tags; when they cannot be added it keeps those it had. */
	replace(account: Account, tags: readonly string[]): void {
		const before = [...account.tags];
		this.remove(account, before);
		try {
			this.add(account, tags);
		} catch (error) {
			this.add(account, before);
			throw error;
		}
	}

	/** Takes tags from an account; a tag that nobody has any more is forgotten. */
	remove(account: Account, tags: readonly string[]): void {
		for (const tag of tags) {
			if (!account.tags.delete(tag)) continue;
			const use = this.#uses.get(tag);
			if (use && --use.accounts === 0) this.#uses.delete(tag);
		}
	}
}
