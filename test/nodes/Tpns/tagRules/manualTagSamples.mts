import type { TagRule } from '../../../../nodes/Tpns/tagRules/types.ts';

const active = ['20200406', '20200407', '20200408'];

/** The two samples of the manual, with the type of the second spelt right (docs/api/tpns.md I20). */
export const manualTagSamples: Array<[expression: string, rules: TagRule[], words: string]> = [
	[
		'(xg_auto_province.guangdong OR xg_auto_province.hunan) AND xg_auto_active.20200408 AND xg_user_define.male',
		[
			{
				tag_items: [
					{
						tags: ['guangdong', 'hunan'],
						is_not: false,
						tags_operator: 'OR',
						items_operator: 'OR',
						tag_type: 'xg_auto_province',
					},
					{
						tags: ['20200408'],
						is_not: false,
						tags_operator: 'OR',
						items_operator: 'AND',
						tag_type: 'xg_auto_active',
					},
					{
						tags: ['male'],
						is_not: false,
						tags_operator: 'OR',
						items_operator: 'AND',
						tag_type: 'xg_user_define',
					},
				],
				operator: 'OR',
				is_not: false,
			},
		],
		'Province is guangdong or hunan, and Active on Day is 20200408, and Custom Tag is male',
	],
	[
		'(xg_auto_active.20200406 OR xg_auto_active.20200407 OR xg_auto_active.20200408) AND (NOT xg_auto_version.1.0.2) AND xg_auto_devicebrand.huawei',
		[
			{
				tag_items: [
					{
						tags: active,
						is_not: false,
						tags_operator: 'OR',
						items_operator: 'OR',
						tag_type: 'xg_auto_active',
					},
					{
						tags: ['1.0.2'],
						is_not: true,
						tags_operator: 'OR',
						items_operator: 'AND',
						tag_type: 'xg_auto_version',
					},
					{
						tags: ['huawei'],
						is_not: false,
						tags_operator: 'OR',
						items_operator: 'AND',
						tag_type: 'xg_auto_devicebrand',
					},
				],
				operator: 'OR',
				is_not: false,
			},
		],
		'Active on Day is 20200406 or 20200407 or 20200408, and App Version is not 1.0.2, and Device Brand is huawei',
	],
];
