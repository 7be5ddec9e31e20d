import type { INodePropertyOptions } from 'n8n-workflow';
import { changeTo, isStep } from '../../../nodes/TpnsTrigger/change.ts';
import { changesField } from '../../../nodes/TpnsTrigger/properties.ts';
import { PUSH_STATES, statusWord } from '../../../nodes/Tpns/pushRecord/record.ts';

test('the form offers each change under the word that the output and the TPNS node use', () => {
	const offered = (changesField.options as INodePropertyOptions[]).map(({ value }) => value);
	const changes = PUSH_STATES.flatMap(([status]) => changeTo(status) ?? []);
	expect([...offered].sort()).toEqual(['created', 'other', ...changes].sort());
	for (const [status, name] of PUSH_STATES) {
		const option = (changesField.options as INodePropertyOptions[]).find(
			({ value }) => value === statusWord(status),
		);
		if (option) expect(option.name).toBe(name);
	}
	expect(changeTo('PUSH_DELETED')).not.toBe(changeTo('PUSH_DELETED_PUSH_MSG'));
});

test('Trigger On has no tooltip', () => {
	expect(changesField.description).toBeUndefined();
});

test.each([
	['PUSH_INIT', 'PUSH_WAIT', true],
	['PUSH_WAIT', 'PUSH_INIT', true],
	['PUSH_WAIT', 'PUSH_FINISHED', true],
	['PUSH_WAIT', 'PUSH_CANCELED', true],
	['PUSH_STARTED', 'PUSH_STARTED', false],
	['PUSH_STARTED', 'PUSH_WAIT', false],
	['PUSH_FINISHED', 'PUSH_STARTED', false],
	['PUSH_FINISHED', 'PUSH_REVOKED', true],
	['PUSH_REVOKED', 'PUSH_FINISHED', false],
	['PUSH_STARTED', 'PUSH_PAUSED', true],
	['PUSH_PAUSED', 'PUSH_FINISHED', true],
	['PUSH_PAUSED', 'PUSH_WAIT', false],
])('from %s to %s: %s', (from, to, step) => {
	expect(isStep(from, to)).toBe(step);
});
