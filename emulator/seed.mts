import type { DeviceRegistry, Platform, Vendor } from './devices.mts';
import { chance, pick } from './hash.mts';

/** A person in the demo's address book. */
export interface Contact {
	id: number;
	name: string;
	email: string;
	/** TPNS device token; unknown to the app for a few contacts, as in real address books. */
	token: string;
	/** TPNS account of type 0, and Chat user ID of the Push Service. */
	account: string;
	city: string;
	language: string;
	plan: string;
}

export interface ContactSeed {
	/** The TPNS app that the phones are registered with. */
	accessId: string;
	count: number;
	/** How many of them have a token that the app does not know. Default: 1 in 250. */
	unknownTokens?: number;
	platform?: Platform;
	now: number;
}

const firstNames = [
	...['Mei', 'Jun', 'Li', 'Hao', 'Anna', 'Luca', 'Sofia', 'Noah', 'Aisha', 'Omar', 'Yuki', 'Ren'],
	...['Priya', 'Arjun', 'Emma', 'Liam', 'Chloe', 'Mateo', 'Ines', 'Jonas'],
];
const lastNames = [
	...['Wang', 'Chen', 'Zhang', 'Liu', 'Rossi', 'Weber', 'Silva', 'Haddad', 'Tanaka', 'Sato'],
	...['Sharma', 'Patel', 'Martin', 'Garcia', 'Novak', 'Larsen', 'Kim', 'Okafor'],
];
const places = [
	{ city: 'Shenzhen', province: 'guangdong', country: 'CN', language: 'zh' },
	{ city: 'Changsha', province: 'hunan', country: 'CN', language: 'zh' },
	{ city: 'Shanghai', province: 'shanghai', country: 'CN', language: 'zh' },
	{ city: 'Beijing', province: 'beijing', country: 'CN', language: 'zh' },
	{ city: 'Singapore', province: 'singapore', country: 'SG', language: 'en' },
	{ city: 'Berlin', province: 'berlin', country: 'DE', language: 'de' },
];
const plans = ['free', 'plus', 'business'];
const vendors: Record<Platform, Vendor[]> = {
	android: ['xiaomi', 'huawei', 'honor', 'meizu', 'oppo', 'vivo', 'google', 'samsung'],
	ios: ['apple'],
	harmony: ['huawei'],
};
const day = 86_400_000;

/**
 * Makes contacts and registers their phones. The same request gives the same people: names,
 * tokens, cities and plans depend on the contact's number alone.
 */
export function seedContacts(devices: DeviceRegistry, seed: ContactSeed): Contact[] {
	const unknown = seed.unknownTokens ?? Math.floor(seed.count / 250);
	return Array.from({ length: seed.count }, (_, index) => {
		const contact = contactNumber(index + 1, seed.accessId);
		const isUnknown =
			unknown > 0 &&
			Math.floor(((index + 1) * unknown) / seed.count) > Math.floor((index * unknown) / seed.count);
		if (!isUnknown) registerPhone(devices, contact, seed);
		return contact;
	});
}

function contactNumber(id: number, accessId: string): Contact {
	const key = `contact ${id}`;
	const place = pick(places, `${key} place`);
	const first = pick(firstNames, `${key} first name`);
	const last = pick(lastNames, `${key} last name`);
	return {
		id,
		name: `${first} ${last}`,
		email: `${first}.${last}.${id}@example.com`.toLowerCase(),
		token: tokenFor(id, accessId),
		account: `user-${String(id).padStart(5, '0')}`,
		city: place.city,
		language: place.language,
		plan: pick(plans, `${key} plan`),
	};
}

function tokenFor(id: number, accessId: string): string {
	const hex = (part: number) =>
		Math.floor(chance(`${accessId} token ${id} ${part}`) * 0x1_0000_0000)
			.toString(16)
			.padStart(8, '0');
	return `0${[0, 1, 2, 3].map(hex).join('')}`.padEnd(36, '0');
}

function registerPhone(devices: DeviceRegistry, contact: Contact, seed: ContactSeed): void {
	const key = contact.token;
	const { country, province, language } = places.find((place) => place.city === contact.city)!;
	const platform = seed.platform ?? 'android';
	const registeredAt = seed.now - Math.floor(chance(`${key} age`) * 120 * day);
	const device = devices.register(
		{
			accessId: seed.accessId,
			token: contact.token,
			registrationId: `reg-${contact.token}`,
			userId: contact.account,
			platform,
			vendor: pick(vendors[platform], `${key} vendor`),
			registeredAt,
			facts: {
				appVersion: pick(['2.0.0', '2.1.0', '2.2.0'], `${key} version`),
				country,
				province,
				city: contact.city.toLowerCase(),
				language,
			},
		},
		seed.now,
	);
	devices.bindAccount(device, contact.account, 0, registeredAt);
	device.tags.add(`plan:${contact.plan}`).add(contact.plan);
	device.attributes.set('name', contact.name);
	device.attributes.set('city', contact.city);
}
