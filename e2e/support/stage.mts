import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/server.mts';
import { installN8n, type N8nInstallation } from '../n8n/install.mts';
import { type N8nInstance, startN8n } from '../n8n/instance.mts';
import { cacheFolder } from '../n8n/paths.mts';
import { N8nRest, type Owner } from '../n8n/rest.mts';
import { freshUserFolder } from '../n8n/userFolder.mts';
import { chatCredential, tpnsCredential } from './credentials.mts';
import { installPackageUnderTest } from './packageUnderTest.mts';

export interface StageOptions {
	/** Version of n8n; the newest one unless given. */
	version?: string;
	/** Further settings of n8n. */
	env?: NodeJS.ProcessEnv;
	emulator?: EmulatorOptions;
	/** false: n8n shows the screen on which its owner is made. */
	owner?: boolean;
}

/** What a node names to use a credential. */
export interface CredentialReference {
	id: string;
	name: string;
}

/** A real n8n with the packed package, and an emulated Tencent cloud. */
export interface Stage {
	installation: N8nInstallation;
	userFolder: string;
	/** What n8n encrypts credentials with; its command line needs the same. */
	encryptionKey: string;
	n8n: N8nInstance;
	rest: N8nRest;
	owner: Owner;
	emulator: Emulator;
	/** Stored credentials for the emulator; not there without an owner. */
	credentials: {
		tpnsApi: CredentialReference;
		tencentChatApi: CredentialReference;
	};
	close(): Promise<void>;
}

/**
 * Starts an n8n of its own for a test file.
 *
 * @param name of its folder below `.cache/e2e/`, where `n8n.log` stays
 */
export async function openStage(name: string, options: StageOptions = {}): Promise<Stage> {
	const installation = await installN8n(options.version);
	const userFolder = await freshUserFolder(join(cacheFolder, 'e2e', name));
	await installPackageUnderTest(userFolder);
	const encryptionKey = randomBytes(16).toString('hex');
	const emulator = await startEmulator({ contacts: 50, ...options.emulator });
	try {
		const n8n = await startN8n({
			installation,
			userFolder,
			env: { N8N_ENCRYPTION_KEY: encryptionKey, ...options.env },
		});
		const rest = new N8nRest(n8n.url);
		const owner = newOwner();
		const stage = { installation, userFolder, encryptionKey, n8n, rest, owner, emulator };
		const close = async () => {
			await n8n.stop();
			await emulator.close();
		};
		if (options.owner === false) {
			const nobody = { id: '', name: '' };
			return { ...stage, credentials: { tpnsApi: nobody, tencentChatApi: nobody }, close };
		}
		await rest.setupOwner(owner);
		const credentials = {
			tpnsApi: await rest.createCredential(tpnsCredential(emulator)),
			tencentChatApi: await rest.createCredential(chatCredential(emulator)),
		};
		return { ...stage, credentials, close };
	} catch (error) {
		await emulator.close();
		throw error;
	}
}

function newOwner(): Owner {
	return {
		email: 'e2e@example.com',
		password: `E2e-${randomBytes(6).toString('hex')}`,
		firstName: 'Erika',
		lastName: 'Example',
	};
}
