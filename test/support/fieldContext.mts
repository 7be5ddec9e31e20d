import type { FieldContext } from '../../nodes/shared/fields/field.ts';

/** What fields are read in, where a test does not depend on it. */
export const fieldContext: FieldContext = {
	timezone: 'UTC',
	now: new Date('2026-01-01T00:00:00Z'),
	isTool: false,
	isPreview: false,
	identity: {},
};
