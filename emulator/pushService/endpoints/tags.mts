import { Type } from 'typebox';
import type { PushServiceApp } from '../app.mts';
import { defineEndpoint, type Endpoint } from '../endpoint.mts';
import { Refusal } from '../errors.mts';
import { textUpTo } from '../fields/basics.mts';
import { account, accountList, perAccount } from '../perAccount.mts';

const mostAdded = 10;
const mostReplaced = 100;

const tag = () =>
	Type.Refine(
		textUpTo(50),
		(name) => name !== '',
		() => 'must not be empty',
	);
const userTags = () =>
	Type.Array(Type.Object({ ...account, Tags: Type.Array(tag(), { minItems: 1 }) }), {
		minItems: 1,
	});
const common = { family: 'push' as const, callsPerSecond: 100 };

/** User tags of both families: docs/api/push-service.md 3.f and 6.1. */
export function tagEndpoints(app: PushServiceApp): Endpoint[] {
	return [
		defineEndpoint({
			...common,
			path: 'timpush/add_tag',
			body: Type.Object({ UserTags: userTags(), Replace: Type.Optional(Type.Enum([0, 1])) }),
			handle: ({ UserTags, Replace }) => giveTags(app, UserTags, Replace === 1),
		}),
		defineEndpoint({
			...common,
			path: 'all_member_push/im_add_tag',
			body: Type.Object({ UserTags: userTags() }),
			handle: ({ UserTags }) => giveTags(app, UserTags, false),
		}),
		...['timpush/get_tag', 'all_member_push/im_get_tag'].map((path) => getTags(app, path)),
		...['timpush/remove_tag', 'all_member_push/im_remove_tag'].map((path) => removeTags(app, path)),
		...['timpush/clear_all_tags', 'all_member_push/im_remove_all_tags'].map((path) =>
			clearTags(app, path),
		),
	];
}

function giveTags(
	app: PushServiceApp,
	users: Array<{ To_Account: string; Tags: string[] }>,
	replace: boolean,
): object {
	const most = replace ? mostReplaced : mostAdded;
	if (users.some(({ Tags }) => Tags.length > most)) throw new Refusal(90032);
	return perAccount(app, users, (user, { Tags }) => {
		if (replace) app.tags.replace(user, Tags);
		else app.tags.add(user, Tags);
	}).answer;
}

function getTags(app: PushServiceApp, path: string): Endpoint {
	return defineEndpoint({
		...common,
		path,
		body: accountList(),
		handle({ To_Account }) {
			const { results, answer } = perAccount(app, To_Account, ({ id, tags }) => ({
				To_Account: id,
				Tags: [...tags],
			}));
			return { UserTags: results, ...answer };
		},
	});
}

function removeTags(app: PushServiceApp, path: string): Endpoint {
	return defineEndpoint({
		...common,
		path,
		body: Type.Object({ UserTags: userTags() }),
		handle: ({ UserTags }) =>
			perAccount(app, UserTags, (user, { Tags }) => app.tags.remove(user, Tags)).answer,
	});
}

function clearTags(app: PushServiceApp, path: string): Endpoint {
	return defineEndpoint({
		...common,
		path,
		body: accountList(),
		handle: ({ To_Account }) =>
			perAccount(app, To_Account, (user) => app.tags.remove(user, [...user.tags])).answer,
	});
}
