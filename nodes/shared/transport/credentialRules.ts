import type { IAuthenticateRuleResponseSuccessBody } from 'n8n-workflow';
import type { ErrorTable } from './apiError';

/**
 * Rules that make n8n's credential test fail on the codes that speak of the credential. n8n takes
 * HTTP 200 for a success unless a rule's value equals the body's field, so there is one rule for
 * each code and spelling of the field.
 */
export function failingBodyRules(
	errors: ErrorTable,
	codeFields: readonly string[],
): IAuthenticateRuleResponseSuccessBody[] {
	return Object.entries(errors)
		.filter(([, error]) => error.credential)
		.flatMap(([code, { title, fix }]) =>
			codeFields.map((key) => ({
				type: 'responseSuccessBody' as const,
				properties: { key, value: Number(code), message: `${title} (${code}). ${fix}.` },
			})),
		);
}
