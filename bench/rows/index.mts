import type { Row } from '../row.mts';

/** The rows of the table, each loaded when it is measured. */
export const rows: Record<string, () => Promise<Row>> = {
	B1: async () => (await import('./audience.mts')).audience,
	B2: async () => (await import('./manyTokens.mts')).manyTokens,
	B3: async () => (await import('./personalised.mts')).personalised,
	B4: async () => (await import('./packageUpload.mts')).packageUpload,
	B5: async () => (await import('./callbacks.mts')).callbacks,
	B6: async () => (await import('./growth.mts')).growth,
	B7: async () => (await import('./descriptions.mts')).descriptions,
	B8: async () => (await import('./campaignKey.mts')).campaignKey,
	B9: async () => (await import('./crmEvents.mts')).crmEvents,
};
