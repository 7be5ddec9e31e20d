/** An attribute without a name of the app spoils the whole call. Source: docs/api/push-service.md 7.1. */
export const UNKNOWN_ATTRIBUTE = '90033';
