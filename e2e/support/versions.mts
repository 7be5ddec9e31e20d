/** The oldest n8n that the README claims; `n8n/versions/` has how to install it. */
export const OLDEST_N8N = '1.123.81';
