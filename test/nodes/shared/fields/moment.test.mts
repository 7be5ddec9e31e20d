import { DateTime } from 'luxon';
import fc from 'fast-check';
import {
	allZones,
	checkAhead,
	formatAtOffset,
	formatOffset,
	isoInZone,
	readMoment,
} from '../../../../nodes/shared/fields/moment.ts';

test.each([
	['2026-07-01 09:00', 'Europe/Berlin', '2026-07-01 15:00:00'],
	['2026-12-01T09:00:00', 'Europe/Berlin', '2026-12-01 16:00:00'],
	['2026-07-01T09:00:00+02:00', 'America/New_York', '2026-07-01 15:00:00'],
	['2026-07-01T07:00:00.000Z', 'Asia/Tokyo', '2026-07-01 15:00:00'],
	['2026-01-15', 'Asia/Shanghai', '2026-01-15 00:00:00'],
	// The clocks skip 02:30 and then repeat 02:30.
	['2026-03-29 02:30', 'Europe/Berlin', '2026-03-29 09:30:00'],
	['2026-10-25 02:30', 'Europe/Berlin', '2026-10-25 08:30:00'],
])('%s in %s is %s at UTC+8', (entered, zone, text) => {
	expect(formatAtOffset(readMoment(entered, zone, 'Send At'), 8)).toBe(text);
});

test.each([
	['', "'Send At' is empty"],
	['soon', `'Send At' is "soon"`],
	['2026-02-30 09:00', `'Send At' is "2026-02-30 09:00"`],
	['2026-02-20 25:00', `'Send At' is "2026-02-20 25:00"`],
])('"%s" is refused', (entered, message) => {
	expect(() => readMoment(entered, 'UTC', 'Send At')).toThrow(message);
});

test('an unknown zone is named', () => {
	expect(() => readMoment('2026-07-01 09:00', 'Mars/Base', 'Send At')).toThrow(
		`'Time Zone' is "Mars/Base"`,
	);
});

test.each([
	['Berlin', 'Europe/Berlin'],
	['berlin', 'Europe/Berlin'],
	['Berlin, Germany', 'Europe/Berlin'],
	['Europe / Berlin', 'Europe/Berlin'],
	['New York', 'America/New_York'],
	['Port au Prince', 'America/Port-au-Prince'],
	['Beijing', 'Asia/Shanghai'],
	['CST', 'Asia/Shanghai or America/Chicago or America/Havana'],
])('%s is no zone, and %s is proposed', (zone, proposed) => {
	const read = () => readMoment('2026-07-01 09:00', zone, 'Send At');
	expect(read).toThrow(`'Time Zone' is "${zone}", which is not a time zone`);
	expect(read).toThrow(expect.objectContaining({ fix: `Did you mean ${proposed}?` }));
});

test('every zone is offered with its distance from UTC', () => {
	const winter = new Date('2026-01-01T00:00:00Z');
	expect(formatOffset(winter, 'Europe/Berlin')).toBe('UTC+01:00');
	expect(formatOffset(winter, 'America/St_Johns')).toBe('UTC-03:30');
	expect(formatOffset(winter, 'UTC')).toBe('UTC+00:00');
	for (const zone of allZones()) {
		expect(formatOffset(winter, zone)).toMatch(/^UTC[+-][01][0-9]:[0-5][0-9]$/);
		expect(() => readMoment('2026-07-01 09:00', zone, 'Send At')).not.toThrow();
	}
});

test('a time must lie ahead, and not too far', () => {
	const now = new Date('2026-07-01T00:00:00Z');
	expect(() => checkAhead(new Date('2026-06-30T23:59:59Z'), now, 'Send At')).toThrow(/has passed/);
	expect(() => checkAhead(new Date('2026-10-01T00:00:00Z'), now, 'Send At', 90)).toThrow(
		/is 2026-10-01/,
	);
	expect(() => checkAhead(new Date('2026-07-01T00:00:01Z'), now, 'Send At', 90)).not.toThrow();
});

test.each(['2026120109', 2026120109, '2612010900', 4102444800, '4102444800000', '202612010900'])(
	'%j is no time: it may be a date without separators',
	(entered) => {
		expect(() => readMoment(entered, 'UTC', 'Send At')).toThrow(/^'Send At' is "\d+"$/);
	},
);

const zones = [
	'Europe/Berlin',
	'America/New_York',
	'Asia/Shanghai',
	'Australia/Lord_Howe',
	'Asia/Kathmandu',
	'America/Sao_Paulo',
];

test('writes a time in a zone as luxon does', () => {
	fc.assert(
		fc.property(
			fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
			fc.constantFrom(...zones),
			(date, zone) => {
				const moment = DateTime.fromJSDate(date, { zone }).startOf('second');
				expect(isoInZone(date, zone)).toBe(moment.toISO({ suppressMilliseconds: true }));
			},
		),
	);
	expect(isoInZone(new Date('2026-07-01T09:00:00Z'), '-03:30')).toBe('2026-07-01T05:30:00-03:30');
});

test('writes whatever a Date can hold', () => {
	const time = fc.integer({ min: -8.64e15, max: 8.64e15 });
	const edge = fc.constantFrom(-8.64e15, 8.64e15, 0);
	fc.assert(
		fc.property(fc.oneof(time, edge), fc.constantFrom(...allZones(), '+14:00'), (ms, zone) => {
			const moment = new Date(ms);
			expect(typeof isoInZone(moment, zone)).toBe('string');
			expect(typeof formatAtOffset(moment, 14)).toBe('string');
		}),
	);
});

test('agrees with luxon on every wall clock that exists once', () => {
	fc.assert(
		fc.property(
			fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
			fc.constantFrom(...zones),
			(date, zone) => {
				const moment = DateTime.fromJSDate(date, { zone }).startOf('second');
				fc.pre(moment.getPossibleOffsets().length === 1);
				expect(readMoment(moment.toFormat('yyyy-MM-dd HH:mm:ss'), zone, 'x').getTime()).toBe(
					moment.toMillis(),
				);
			},
		),
		{ numRuns: 500 },
	);
});
