// Keys nobody notices: made on the first day without a question, put on paper later, fetched back on a new device.

import { Method, type MatrixClient, type UIAuthCallback } from "matrix-js-sdk";
import type { Key } from "./card_code";
import { ask, page } from "./page";

export interface Card {
  letters: string; // as other Matrix apps know them
  key: Key;
}
export type Keys = "open" | "sealed"; // sealed: this device was not let in yet, so it can read nothing of before

const STRAGGLERS = [12_000, 60_000]; // when what other devices saved only just now is fetched too

let card: Key | null = null; // only while it is being typed in or printed

export const callbacks = {
  getSecretStorageKey: async ({ keys }: { keys: Record<string, unknown> }): Promise<[string, Key] | null> => {
    const name = Object.keys(keys)[0];
    return card && name ? [name, card] : null;
  },
  cacheSecretStorageKey: (_name: string, _info: unknown, key: Key): void => {
    card = key;
  },
};

const cryptoOf = (client: MatrixClient) => client.getCrypto()!;

/** On the first device of all everything is made, silently; on a later one it is looked whether it was let in. */
export async function prepare(client: MatrixClient): Promise<Keys> {
  const crypto = cryptoOf(client);
  if (await isLetIn(client)) {
    void crypto.checkKeyBackupAndEnable().catch(console.error); // the list doesn't wait for it
    return "open";
  }
  if (!(await crypto.userHasCrossSigningKeys(client.getUserId()!, true))) {
    await crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: signs });
    await crypto.resetKeyBackup();
    return "open";
  }
  if (!(await isLetIn(client))) return "sealed";
  await crypto.checkKeyBackupAndEnable();
  return "open";
}

const signs: UIAuthCallback<void> = async (makeRequest) => {
  await makeRequest(null);
};

export async function isLetIn(client: MatrixClient): Promise<boolean> {
  const status = await cryptoOf(client).getDeviceVerificationStatus(client.getUserId()!, client.getDeviceId()!);
  return status?.crossSigningVerified ?? false;
}

/** Whether somebody has printed a card, on whichever device. */
export async function hasCard(client: MatrixClient): Promise<boolean> {
  return (await client.secretStorage.getDefaultKeyId()) !== null;
}

/** A new card; one from before opens nothing any more. What stands on it is nowhere else, also not on the server. */
export async function makeCard(client: MatrixClient): Promise<Card> {
  const crypto = cryptoOf(client);
  const key = await crypto.createRecoveryKeyFromPassphrase();
  await crypto.bootstrapSecretStorage({ createSecretStorageKey: async () => key, setupNewSecretStorage: true });
  await waitUntil(() => hasCard(client));
  await dehydrate(client, true);
  card = null;
  await waitUntil(() => isSaved(client)); // else the card would open less than it promises
  return { letters: key.encodedPrivateKey ?? "", key: key.privateKey as Key };
}

/** Whether this is the card that counts now. */
export async function fits(client: MatrixClient, key: Key): Promise<boolean> {
  const known = await client.secretStorage.getKey();
  return known !== null && client.secretStorage.checkKey(key, known[1]);
}

/** With what stands on the card this device is let in and fetches the old keys. False: it is another card. */
export async function unseal(client: MatrixClient, key: Key): Promise<boolean> {
  if (!(await fits(client, key))) return false;
  const crypto = cryptoOf(client);
  card = key;
  try {
    await crypto.userHasCrossSigningKeys(client.getUserId()!, true); // ours must be known before they can be fetched
    await crypto.bootstrapCrossSigning({});
    await crypto.loadSessionBackupPrivateKeyFromSecretStorage();
    await crypto.checkKeyBackupAndEnable();
    await crypto.restoreKeyBackup();
    for (const later of STRAGGLERS) setTimeout(() => void crypto.restoreKeyBackup().catch(console.error), later);
    await dehydrate(client, false);
    return await isLetIn(client);
  } finally {
    card = null;
  }
}

/** Neither card nor device: what was written before stays closed for ever, and the others see that the keys are new. */
export async function startAnew(client: MatrixClient): Promise<void> {
  await ask(page.reset, { sure: "yes" });
  await cryptoOf(client).resetEncryption(signs); // and the lost card opens nothing any more
}

/** A device that is never there takes in the keys of what is written while no other is. */
async function dehydrate(client: MatrixClient, createNewKey: boolean): Promise<void> {
  const crypto = cryptoOf(client);
  if (await crypto.isDehydrationSupported()) await crypto.startDehydration({ createNewKey, rehydrate: !createNewKey });
}

/** Devices save new keys within ten seconds or so, and not at once. */
async function isSaved(client: MatrixClient): Promise<boolean> {
  const asked = client.http.authedRequest<{ count: number }>(Method.Get, "/room_keys/version"); // what the library knows of it is old
  const [saved, mine] = await Promise.all([asked, cryptoOf(client).exportRoomKeys()]);
  return saved.count >= mine.length;
}

async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200 && !(await holds()); tries += 1) await new Promise((go) => setTimeout(go, 100));
}
