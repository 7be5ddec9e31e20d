/** Lists of recipients that a push calls invalid. Source: docs/api/tpns.md 1.18 I43. */
export const REFUSED_TARGETS = ['invalid_targe_list', 'invalid_target_list'];

/** Names of a recipient in an entry of such a list. */
export const TARGET_NAMES = ['token', 'account', 'target'];
