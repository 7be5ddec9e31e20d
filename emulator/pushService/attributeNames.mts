import type { AccountDirectory, AccountType } from './accounts.mts';
import { Refusal } from './errors.mts';

interface AttributeName {
	name: string;
	type: AccountType;
}

/** The app's attributes: at most 10, each with an index. docs/api/push-service.md 3.d */
export class AttributeNames {
	readonly #byIndex = new Map<string, AttributeName>();
	readonly #accounts: AccountDirectory;

	constructor(accounts: AccountDirectory) {
		this.#accounts = accounts;
	}

	/**
	 * Names the attributes at the given indexes. Refuses (90033) a name that another index has, and
	 * another account type for an index that is in use. A renamed attribute keeps its values.
	 */
	set(names: Record<string, string>, types: Record<string, AccountType> = {}): void {
		const entries = Object.entries(names).map(([index, name]) => {
			const current = this.#byIndex.get(index);
			return { index, current, name, type: types[index] ?? current?.type ?? 0 };
		});
		for (const { index, current, name, type } of entries) {
			const other = this.#indexOf(name);
			if (other !== undefined && other !== index) {
				throw new Refusal(90033, `attrName:${name} already exists at index:${other}`);
			}
			if (current && current.type !== type) {
				throw new Refusal(90033, `attrType cannot be changed at index:${index}`);
			}
		}
		if (new Set(entries.map(({ name }) => name)).size < entries.length) {
			throw new Refusal(90033, 'the same attrName is given twice');
		}
		for (const { index, current, name, type } of entries) {
			this.#byIndex.set(index, { name, type });
			if (current && current.name !== name) this.#rename(current.name, name);
		}
	}

	/** `AttrNames` and `AttrTypes` as `get_attr_name` answers them. */
	describe(): { AttrNames: Record<string, string>; AttrTypes: Record<string, AccountType> } {
		const sorted = [...this.#byIndex].sort(([a], [b]) => Number(a) - Number(b));
		return {
			AttrNames: Object.fromEntries(sorted.map(([index, { name }]) => [index, name])),
			AttrTypes: Object.fromEntries(sorted.map(([index, { type }]) => [index, type])),
		};
	}

	/** The account type that an attribute is for; undefined when there is no such attribute. */
	typeOf(name: string): AccountType | undefined {
		const index = this.#indexOf(name);
		return index === undefined ? undefined : this.#byIndex.get(index)?.type;
	}

	#indexOf(name: string): string | undefined {
		for (const [index, attribute] of this.#byIndex) if (attribute.name === name) return index;
		return undefined;
	}

	#rename(from: string, to: string): void {
		for (const { attributes } of this.#accounts.all()) {
			const value = attributes.get(from);
			if (value === undefined) continue;
			attributes.delete(from);
			attributes.set(to, value);
		}
	}
}
