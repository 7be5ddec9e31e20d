/**
 * A map for what a long-lived process remembers: beyond `limit` entries the one that was set
 * longest ago is forgotten. Setting a key again makes it the newest.
 */
export class BoundedMap<Key, Value> {
	private readonly limit: number;

	private readonly entries = new Map<Key, Value>();

	constructor(limit: number) {
		this.limit = limit;
	}

	get(key: Key): Value | undefined {
		return this.entries.get(key);
	}

	set(key: Key, value: Value): void {
		this.entries.delete(key);
		this.entries.set(key, value);
		if (this.entries.size <= this.limit) return;
		const [oldest] = this.entries.keys();
		this.entries.delete(oldest);
	}

	delete(key: Key): void {
		this.entries.delete(key);
	}
}
