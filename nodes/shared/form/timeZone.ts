import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { field } from '../fields/field';
import { allZones, checkZone, formatOffset, zonesLike } from '../fields/moment';
import { readTrimmed } from '../fields/text';

/** Zone in which a form's times are read: that of the workflow unless another is chosen. */
export const timeZone = field(
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description:
			"Time zone of the times above, unless they name one. Empty: the workflow's time zone.",
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: "The workflow's time zone",
				typeOptions: { searchListMethod: 'searchTimeZones', searchable: true },
			},
			{
				displayName: 'By Name or Offset',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. Europe/Berlin or +08:00',
			},
		],
	},
	(value, name, { timezone }) => {
		const zone = readTrimmed(value, name) || timezone;
		checkZone(zone);
		return zone;
	},
);

/** Time zones for the Time Zone field, by parts of their names or by what people call them. */
export async function searchTimeZones(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const meant = zonesLike(filter);
	const now = new Date();
	const words = filter.toLowerCase().split(/[\s_]+/);
	const results = allZones()
		.map((zone) => ({
			name: `${zone.replace(/_/g, ' ')} (${formatOffset(now, zone)})`,
			value: zone,
		}))
		.filter(
			({ name, value }) =>
				meant.includes(value) || words.every((word) => name.toLowerCase().includes(word)),
		);
	return await Promise.resolve({ results });
}
