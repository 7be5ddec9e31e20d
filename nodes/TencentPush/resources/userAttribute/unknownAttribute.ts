/**
 * An attribute without a name of the app makes the API refuse the whole request. Source:
 * docs/api/push-service.md 7.1.
 */
export const UNKNOWN_ATTRIBUTE = '90033';
