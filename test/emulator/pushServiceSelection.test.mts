import fc from 'fast-check';
import { isSelected } from '../../emulator/pushService/selection.mts';
import { addPhone, emulatorForEachTest, everythingArrives, push } from './pushServiceClient.mts';

const tagNames = ['a', 'b', 'c', 'd'];
const attributeNames = ['city', 'plan'];
const values = ['x', 'y'];

const someTags = fc.subarray(tagNames);
const someAttributes = fc
	.subarray(attributeNames)
	.chain((names) =>
		fc.record(Object.fromEntries(names.map((name) => [name, fc.constantFrom(...values)]))),
	);
const users = fc.array(fc.record({ tags: someTags, attributes: someAttributes }), {
	maxLength: 12,
});

/** The same in sets: everyone, less those whom a part of the condition does not hold. */
function plainSelection<User>(
	everyone: readonly User[],
	parts: Array<{ has: Array<(user: User) => boolean>; mode: 'any' | 'all' | 'notAll' }>,
): Set<User> {
	const selected = new Set(everyone);
	for (const { has, mode } of parts) {
		if (has.length === 0) continue;
		const holders = has.map((test) => new Set(everyone.filter(test)));
		const any = new Set(holders.flatMap((set) => [...set]));
		const all = new Set(everyone.filter((user) => holders.every((set) => set.has(user))));
		for (const user of everyone) {
			const keep = { any: any.has(user), all: all.has(user), notAll: !all.has(user) }[mode];
			if (!keep) selected.delete(user);
		}
	}
	return selected;
}

type User = { tags: string[]; attributes: Record<string, string> };
const hasTags = (tags: string[]) => tags.map((tag) => (user: User) => user.tags.includes(tag));
const hasAttributes = (wanted: Record<string, string>) =>
	Object.entries(wanted).map(
		([name, value]) =>
			(user: User) =>
				user.attributes[name] === value,
	);

it('selects by tags and attributes as sets would', () => {
	fc.assert(
		fc.property(
			users,
			someTags,
			someTags,
			someTags,
			someAttributes,
			someAttributes,
			(everyone, TagsOr, TagsAnd, TagsNot, AttrsOr, AttrsAnd) => {
				const condition = { TagsOr, TagsAnd, TagsNot, AttrsOr, AttrsAnd };
				const selected = everyone.filter(({ tags, attributes }) =>
					isSelected(
						{ tags: new Set(tags), attributes: new Map(Object.entries(attributes)) },
						condition as Parameters<typeof isSelected>[1],
					),
				);
				const expected = plainSelection(everyone as User[], [
					{ has: hasTags(TagsOr), mode: 'any' },
					{ has: hasTags(TagsAnd), mode: 'all' },
					{ has: hasTags(TagsNot), mode: 'notAll' },
					{ has: hasAttributes(AttrsOr as Record<string, string>), mode: 'any' },
					{ has: hasAttributes(AttrsAnd as Record<string, string>), mode: 'all' },
				]);
				expect(new Set(selected)).toEqual(expected);
			},
		),
	);
});

describe('a push', () => {
	const test = emulatorForEachTest({
		pushService: { settings: { shares: everythingArrives, frequencyLimits: false } },
	});
	const selectedBy = async (Condition?: object) => {
		const MsgRandom = test.emulator.context.log.requests().length;
		const answer = await test.call('timpush/push', { ...push, MsgRandom, Condition });
		expect(answer).toMatchObject({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' });
		return test.emulator.pushService.pushes.get(answer.TaskId)?.accounts;
	};

	beforeEach(async () => {
		for (const user of ['ann', 'bob', 'cid', 'dot']) addPhone(test.emulator, user);
		const UserTags = [
			{ To_Account: 'ann', Tags: ['Stock A'] },
			{ To_Account: 'bob', Tags: ['Stock A', 'Stock C'] },
			{ To_Account: 'cid', Tags: ['Stock B', 'Stock C', 'Stock D'] },
		];
		await test.call('timpush/add_tag', { UserTags });
		await test.call('timpush/set_attr_name', { AttrNames: { 0: 'city', 1: 'level' } });
		const UserAttrs = [
			{ To_Account: 'ann', Attrs: { city: 'Shenzhen', level: 'gold' } },
			{ To_Account: 'dot', Attrs: { city: 'Shenzhen' } },
		];
		await test.call('timpush/set_attr', { UserAttrs });
	});

	it.each([
		[{ TagsOr: ['Stock A', 'Stock B'] }, ['ann', 'bob', 'cid']],
		[{ TagsOr: ['Stock A', 'Stock B'], TagsNot: ['Stock C', 'Stock D'] }, ['ann', 'bob']],
		[{ TagsAnd: ['Stock A', 'Stock C'] }, ['bob']],
		[{ AttrsOr: { city: 'Shenzhen', level: 'gold' } }, ['ann', 'dot']],
		[{ AttrsAnd: { city: 'Shenzhen', level: 'gold' } }, ['ann']],
	])('with %j goes to %j', async (condition, expected) => {
		expect(await selectedBy(condition)).toEqual(expected);
	});

	it('without a condition goes to every phone once', async () => {
		expect(await selectedBy()).toHaveLength(8);
		const inboxes = [...test.emulator.context.devices.all()].map(({ inbox }) => inbox.length);
		expect(inboxes).toEqual([1, 1, 1, 1]);
	});

	const eleven = Array.from({ length: 11 }, (_, index) => `tag ${index}`);
	it.each([
		['tags and attributes', { TagsOr: ['a'], AttrsOr: { city: 'x' } }, 90039],
		['an empty tag', { TagsOr: [''] }, 90040],
		['a tag over 50 bytes', { TagsOr: ['é'.repeat(26)] }, 90020],
		['more than 10 tags', { TagsAnd: eleven }, 90032],
		['a tag in TagsOr and TagsAnd', { TagsOr: ['a'], TagsAnd: ['a'] }, 90022],
		['an attribute that has no name', { AttrsAnd: { country: 'China' } }, 90033],
		['nothing', {}, 90001],
		['text instead of a list', { TagsOr: 'a' }, 90001],
	])('is refused for a condition with %s', async (_, Condition, ErrorCode) => {
		expect(await test.call('timpush/push', { ...push, Condition })).toMatchObject({
			ActionStatus: 'FAIL',
			ErrorCode,
			TaskId: '',
		});
	});
});
