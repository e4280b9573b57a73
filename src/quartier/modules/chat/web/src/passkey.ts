// The passkey as a second key to one's messages: what stands on the card is locked with a secret that only the passkey makes (PRF),
// and lies locked on the server. A new phone that has the passkey opens it. The server never sees either.

import type { MatrixClient } from "matrix-js-sdk";

import { page } from "./page";

const KEPT = "de.quartiersserver.passkey"; // in the account data of the homeserver
type Bytes = Uint8Array<ArrayBuffer>;

interface Sealed {
  passkey: string; // which one
  card: string; // which card it stands for: a newer one makes this useless
  salt: string;
  nonce: string;
  locked: string;
}

/** Whether it makes sense to offer it here; the rest only the passkey itself can say. */
export async function mayHavePasskey(): Promise<boolean> {
  if (!page.passkeys.length || !globalThis.PublicKeyCredential) return false;
  const asked = PublicKeyCredential as unknown as { getClientCapabilities?: () => Promise<Record<string, boolean>> };
  const can = await asked.getClientCapabilities?.().catch(() => undefined);
  return can?.["extension:prf"] !== false;
}

/** False: this passkey, or this device, can't do it. */
export async function lock(client: MatrixClient, key: Bytes): Promise<boolean> {
  const salt = crypto.getRandomValues(new Uint8Array(32));
  const answer = await askPasskey(page.passkeys, salt);
  const card = await client.secretStorage.getDefaultKeyId();
  if (!answer || !card) return false;
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const locked = await crypto.subtle.encrypt(manner(client, card, nonce), await keyOf(answer.secret, salt), key);
  const sealed: Sealed = { passkey: answer.id, card, salt: letters(salt), nonce: letters(nonce), locked: letters(new Uint8Array(locked)) };
  await client.setAccountData(KEPT as never, sealed as never);
  return true;
}

/** What was locked for the card that counts now; null where there is nothing. */
export async function lockedUp(client: MatrixClient): Promise<Sealed | null> {
  if (!globalThis.PublicKeyCredential) return null;
  const sealed = (await client.getAccountDataFromServer(KEPT as never)) as Sealed | null;
  const card = await client.secretStorage.getDefaultKeyId();
  return sealed?.card && sealed.card === card && page.passkeys.includes(sealed.passkey) ? sealed : null;
}

/** What stands on the card. Null: this device has the passkey but not its secret. */
export async function open(client: MatrixClient, sealed: Sealed): Promise<Bytes | null> {
  const salt = bytes(sealed.salt);
  const answer = await askPasskey([sealed.passkey], salt);
  if (!answer) return null;
  const asked = manner(client, sealed.card, bytes(sealed.nonce));
  return new Uint8Array(await crypto.subtle.decrypt(asked, await keyOf(answer.secret, salt), bytes(sealed.locked)));
}

async function askPasskey(known: string[], salt: Bytes): Promise<{ id: string; secret: ArrayBuffer } | null> {
  const answer = (await navigator.credentials.get({
    publicKey: {
      challenge: crypto.getRandomValues(new Uint8Array(32)), // nobody is logged in by this answer: it goes nowhere
      userVerification: "required",
      allowCredentials: known.map((id) => ({ type: "public-key", id: bytes(id) })),
      extensions: { prf: { eval: { first: salt } } } as AuthenticationExtensionsClientInputs,
    },
  })) as PublicKeyCredential | null;
  const said = answer?.getClientExtensionResults() as { prf?: { results?: { first?: ArrayBuffer } } } | undefined;
  const secret = said?.prf?.results?.first;
  return answer && secret ? { id: letters(new Uint8Array(answer.rawId)), secret } : null;
}

async function keyOf(secret: ArrayBuffer, salt: Bytes): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode("quartier chat card");
  return crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt, info }, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** Tied to whose it is and to which card: laid under somebody else's name it doesn't open. */
function manner(client: MatrixClient, card: string, nonce: Bytes): AesGcmParams {
  return { name: "AES-GCM", iv: nonce, additionalData: new TextEncoder().encode(`${client.getUserId()} ${card}`) };
}

function letters(data: Bytes): string {
  return btoa(String.fromCharCode(...data)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function bytes(text: string): Bytes {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
