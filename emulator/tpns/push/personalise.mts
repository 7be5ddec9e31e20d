import type { Device } from '../../devices.mts';
import { invalid, missing } from '../codes.mts';
import type { PushRequest } from './request.mts';

const placeholder = /\{\{\s*([^{}]+?)\s*\}\}/g;
const mostPlaceholders = 5;

export interface Texts {
	title: string;
	content: string;
}

/**
 * Checks the texts of a personalised push (docs/api/tpns.md 3.1): at most 5 attributes a text, and
 * texts for devices that lack one of them.
 */
export function checkPersonalised({ message, ntf_wt_attrs: on }: PushRequest, isIos: boolean) {
	if (!on) return;
	for (const field of ['title', 'content'] as const) {
		const names = [...(message[field] ?? '').matchAll(placeholder)];
		if (names.length > mostPlaceholders) {
			throw invalid(`message.${field}`, `has more than ${mostPlaceholders} attributes`);
		}
	}
	if (!message.default_content) throw missing('message.default_content');
	if (!isIos && !message.default_title) throw missing('message.default_title');
}

/** The title and content that a device shows. */
export function textsFor({ message, ntf_wt_attrs: on }: PushRequest, device: Device): Texts {
	const alert = message.ios?.aps.alert;
	const title = message.title || alert?.title || '';
	const content = message.content || alert?.body || '';
	if (!on) return { title, content };
	return {
		title: fill(title, device) ?? message.default_title ?? '',
		content: fill(content, device) ?? message.default_content ?? '',
	};
}

function fill(text: string, { attributes }: Device): string | undefined {
	let complete = true;
	const filled = text.replace(placeholder, (_match, name: string) => {
		complete &&= attributes.has(name);
		return attributes.get(name) ?? '';
	});
	return complete ? filled : undefined;
}
