import { FieldError } from '../../../../nodes/shared/fields/fieldError.ts';
import { checkPersonalization } from '../../../../nodes/Tpns/message/personalization.ts';

const defaults = { default_title: 'Hello', default_content: 'News' };
const check = (title: string) =>
	checkPersonalization(defaults, 'android', { title, content: 'Hello' });

test('at most five attributes stand in a text, with spaces around them or not', () => {
	const attribute = '{{ city }}{{name}}{{\tage }}{{ first name }}{{x}}';
	expect(() => check(attribute)).not.toThrow();
	expect(() => check(`${attribute} {{ more}}`)).toThrow(FieldError);
	expect(() => check(`${attribute} {{}} { more }`)).not.toThrow();
});

// A pattern that looks for the end from each of them takes hours.
test.each(['{{ ', ' ', '{', '}', '{{', '{{ a', '{{ }'])('%j, many times, is read', (text) => {
	const many = `{{${text.repeat(100_000)}`;
	for (const title of [many, `${many}}`, `${many}}}`]) expect(() => check(title)).not.toThrow();
});
