import { readFileSync } from 'node:fs';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { Control } from './control.mts';

const answers = Type.Array(
	Type.Object(
		{
			path: Type.String({ pattern: '^/v[34]/' }),
			status: Type.Integer({ minimum: 200, maximum: 599 }),
			/** The answer's text, which need not be JSON. */
			body: Type.String(),
		},
		{ additionalProperties: false },
	),
);

/** Answers of a real cloud, in the order in which they came: `fixtures.json` of `npm run live`. */
export type Answers = Static<typeof answers>;

/** Reads a file of answers. Throws with the first thing wrong in it. */
export function readAnswers(path: string): Answers {
	const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
	if (Value.Check(answers, read)) return read;
	const [error] = Value.Errors(answers, read);
	throw new Error(`${path}${error.instancePath}: ${error.message}`);
}

/** Each request to a path gets the next of its answers in the place of the emulator's own. */
export function replayAnswers(given: Answers, control: Pick<Control, 'addFault'>): void {
	for (const { path, status, body } of given) {
		control.addFault({ kind: 'status', path, status, body, contentType: 'application/json' });
	}
}
