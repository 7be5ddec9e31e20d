import fc from 'fast-check';
import { deviations, type Outcome } from '../../demo/outcome.mts';

const result = { contact: 'Ann', json: {} };

/** A run in which everything went as it should. */
const goodRun = fc.record({ contacts: fc.integer({ min: 1, max: 5000 }), share: fc.nat(100) });

function outcomeOf({ contacts, share }: { contacts: number; share: number }): Outcome {
	const sends = Array.from({ length: Math.ceil(contacts / 1000) }, (_, index) => {
		const tokens = Math.min(1000, contacts - index * 1000);
		return { accepted: true, tokens, invalid: Math.floor((tokens * share) / 100) };
	});
	const invalid = sends.reduce((sum, send) => sum + send.invalid, 0);
	return {
		contacts,
		results: Array.from({ length: contacts }, () => result),
		statuses: new Map([
			['accepted', contacts - invalid],
			['invalid', invalid],
		]),
		warnings: [],
		milliseconds: 1,
		sends,
	};
}

const changes: Record<string, (outcome: Outcome) => Partial<Outcome>> = {
	'a contact is missing': ({ contacts }) => ({ contacts: contacts - 1 }),
	'a result is missing': ({ results }) => ({ results: results.slice(1) }),
	'a result is too many': ({ results }) => ({ results: [...results, result] }),
	'a request is sent twice': ({ sends }) => ({ sends: [...sends, sends[0]] }),
	'a request is refused': ({ sends: [first, ...rest] }) => ({
		sends: [{ ...first, accepted: false }, ...rest],
	}),
	'a token is not sent': ({ sends: [first, ...rest] }) => ({
		sends: [{ ...first, tokens: first.tokens - 1 }, ...rest],
	}),
	'TPNS refuses one more token than the node says': ({ sends: [first, ...rest] }) => ({
		sends: [{ ...first, invalid: first.invalid + 1 }, ...rest],
	}),
	'a result is unknown instead of accepted': ({ statuses }) => ({
		statuses: new Map([...statuses, ['accepted', (statuses.get('accepted') ?? 0) - 1]]),
	}),
	'the node warns': () => ({ warnings: ['The title is too long'] }),
};

it('finds nothing unexpected when all is well', () => {
	fc.assert(
		fc.property(goodRun, (run) => {
			expect(deviations(outcomeOf(run), run.contacts)).toEqual([]);
		}),
	);
});

it.each(Object.keys(changes))('finds it unexpected when %s', (name) => {
	fc.assert(
		fc.property(goodRun, (run) => {
			const outcome = outcomeOf(run);
			const changed = { ...outcome, ...changes[name](outcome) };
			expect(deviations(changed, run.contacts)).not.toEqual([]);
		}),
	);
});
