import { Refusal } from './errors.mts';
import type { OfflinePushInfo } from './fields/offlinePushInfo.mts';

/** A push template as it is made in the console. Variables are written `{{name}}`. */
export interface PushTemplate {
	id: string;
	title: string;
	desc: string;
}

// docs/api/push-service.md 3.i
const chatVariables = ['timTitle', 'timDesc', 'timSenderNick', 'timGroupName'];
const variable = /\{\{(\w+)\}\}/g;

/** Push templates. Their syntax is the emulator's own; no page shows the console's. */
export class PushTemplates {
	readonly #byId = new Map<string, PushTemplate>();

	add(template: PushTemplate): void {
		this.#byId.set(template.id, template);
	}

	/**
	 * Puts a template's text in the place of `Title` and `Desc`. Refuses (90001) an unknown template,
	 * a variable without a value, and Chat's preset variables.
	 */
	apply(info: OfflinePushInfo): OfflinePushInfo {
		if (info.PushTemplateId === undefined) return info;
		const template = this.#byId.get(info.PushTemplateId);
		if (!template) throw refusal('PushTemplateId', 'there is no such template');
		const fill = (text: string) =>
			text.replace(variable, (_, name: string) => {
				const value = info.PushTemplateParam?.[name];
				if (chatVariables.includes(name)) throw refusal('PushTemplateId', `${name} needs Chat`);
				if (value === undefined) throw refusal('PushTemplateParam', `${name} is missing`);
				return String(value);
			});
		return { ...info, Title: fill(template.title), Desc: fill(template.desc) };
	}
}

function refusal(field: string, reason: string): Refusal {
	return new Refusal(90001, `Invalid format of OfflinePushInfo.${field}: ${reason}`);
}
