import { Type, type Static } from 'typebox';

const faultKinds = [
	'resetBeforeRead',
	'resetAfterAcceptance',
	'resetDuringBody',
	'delay',
	'noAnswer',
	'slowBody',
	'status',
	'code',
	'malformedJson',
	'truncatedJson',
	'emptyBody',
	'wrongShape',
	'hugeBody',
	'gzip',
] as const;

/**
 * What can go wrong on request. `accepted` says whether the cloud acts on the request all the same;
 * it is true unless told otherwise, except where the kind itself says no. What is not acted on is
 * answered with `code`, unless the kind has an answer of its own.
 *
 * - `resetBeforeRead`: the connection is reset before the body is read. Never accepted.
 * - `resetAfterAcceptance`: acted on, then the connection is reset instead of answering.
 * - `resetDuringBody`: the answer breaks off half-way, in the middle of its announced length.
 * - `delay`: `ms` pass before the request is handled normally.
 * - `noAnswer`: the connection stays open and silent.
 * - `slowBody`: the answer trickles, spread over `ms`.
 * - `status`: HTTP `status` with `body` as `contentType`.
 * - `code`: business error `code` with `message` in the endpoint's own envelope. Never accepted.
 * - `malformedJson`, `truncatedJson`, `emptyBody`: the answer with a syntax error, cut, or gone.
 * - `wrongShape`: JSON that is not the envelope; `shape` is `array`, `string` or `noCode`.
 * - `hugeBody`: the answer grown to `bytes` (10 MB).
 * - `gzip`: the answer compressed, with `Content-Encoding`.
 */
export const faultSchema = Type.Object(
	{
		/** `*`, an exact path, or a prefix ending in `*`. */
		path: Type.String({ default: '*' }),
		times: Type.Union([Type.Integer({ minimum: 1 }), Type.Literal('always')], { default: 1 }),
		kind: Type.Enum(faultKinds),
		accepted: Type.Optional(Type.Boolean()),
		ms: Type.Integer({ minimum: 0, default: 1000 }),
		status: Type.Integer({ minimum: 200, maximum: 599, default: 502 }),
		contentType: Type.String({ default: 'text/html' }),
		body: Type.String({ default: '<html><body><h1>502 Bad Gateway</h1></body></html>' }),
		headers: Type.Record(Type.String(), Type.String(), { default: {} }),
		code: Type.Integer({ default: 1008004 }),
		message: Type.String({ default: 'injected by the emulator' }),
		shape: Type.Enum(['array', 'string', 'noCode'], { default: 'array' }),
		bytes: Type.Integer({ minimum: 1, default: 10 * 1024 * 1024 }),
	},
	{ additionalProperties: false },
);

export type Fault = Static<typeof faultSchema>;

/** A fault as it is asked for: the kind, and whatever differs from the defaults. */
export type FaultRequest = Partial<Fault> & Pick<Fault, 'kind'>;

export interface ArmedFault extends Fault {
	id: number;
	/** How many requests it has hit. */
	hits: number;
}

const defaults = Object.fromEntries(
	Object.entries(faultSchema.properties)
		.filter(([, property]) => 'default' in property)
		.map(([name, property]) => [name, (property as unknown as { default: unknown }).default]),
) as unknown as Omit<Fault, 'kind'>;

const neverAccepted = new Set<Fault['kind']>(['resetBeforeRead', 'code']);

/** The faults waiting to happen, oldest first. */
export class FaultRegistry {
	#armed: ArmedFault[] = [];
	#lastId = 0;

	/** Arms a fault for the next `times` requests to `path`. */
	add(request: FaultRequest): ArmedFault {
		const fault = { ...defaults, ...request, id: ++this.#lastId, hits: 0 };
		fault.accepted = neverAccepted.has(fault.kind) ? false : (fault.accepted ?? true);
		this.#armed.push(fault);
		return fault;
	}

	/** The fault for a request to `path`, if any; counts it as used. */
	take(path: string): ArmedFault | undefined {
		const fault = this.#armed.find((armed) => matches(armed.path, path));
		if (fault === undefined) return undefined;
		fault.hits++;
		if (fault.times !== 'always' && fault.hits >= fault.times) {
			this.#armed = this.#armed.filter((armed) => armed !== fault);
		}
		return fault;
	}

	list(): ArmedFault[] {
		return [...this.#armed];
	}

	clear(): void {
		this.#armed = [];
	}
}

function matches(pattern: string, path: string): boolean {
	return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}
