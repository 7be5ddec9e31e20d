import { FieldError, quotedField } from '../../../../nodes/shared/fields/fieldError.ts';

test.each([
	['Device Tokens', "'Device Tokens' is empty", 'Device Tokens'],
	[
		"'Title' of another language",
		"'Title' of another language is empty",
		'Title of another language',
	],
	[
		"'Content' and 'Custom Content'",
		"'Content' and 'Custom Content' is empty",
		'Content and Custom Content',
	],
])('a message about %s has each name in single quotes once', (field, message, plain) => {
	const error = new FieldError(field, 'is empty', 'Enter it');
	expect(error.message).toBe(message);
	expect(error).toMatchObject({ field: plain, problem: 'is empty', fix: 'Enter it' });
	expect(quotedField(quotedField(field))).toBe(quotedField(field));
});

test('what is no field of the form stands without quotes', () => {
	const error = FieldError.of('The file', 'is empty', 'Upload a file');
	expect(error).toBeInstanceOf(FieldError);
	expect(error.message).toBe('The file is empty');
	expect(error.field).toBe('The file');
});
