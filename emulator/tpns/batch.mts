import { codes } from './codes.mts';
import type { Answer } from './endpoint.mts';

/** The code of a batch whose items went as `results` say: 0, 1008026 or 1008027. */
export function batchCode(results: readonly number[]): Pick<Answer, 'code' | 'message'> {
	const failed = results.filter((result) => result !== codes.ok).length;
	if (failed === 0) return {};
	return failed < results.length
		? { code: codes.batchPartiallyFailed, message: 'some operations failed' }
		: { code: codes.batchCompletelyFailed, message: 'all operations failed' };
}
