// From the website's log-in to a running chat, without a second one.

import { initAsync } from "@matrix-org/matrix-sdk-crypto-wasm";
import { createClient, IndexedDBStore, RoomEvent, type MatrixClient } from "matrix-js-sdk";
import { OnlySignedDevicesIsolationMode } from "matrix-js-sdk/lib/crypto-api/index.js";
import { logger, type Logger } from "matrix-js-sdk/lib/logger.js";

import { callbacks } from "./keys";
import { ask, page } from "./page";

const SOON = 3_000;
const KNOWN = "quartier-chat"; // who chatted in this browser last, and as which device
(logger as unknown as { setLevel?: (level: string) => void }).setLevel?.("error"); // a console of a shared computer tells nobody who writes to whom
const nothing = (): void => undefined;
const quiet: Logger = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: (...said) => console.error(...said), getChild: () => quiet }; // parts of the library have loggers of their own

export interface Pusher {
  app_id: string;
  key: string;
  url: string;
  is_on: boolean;
}
interface Session {
  homeserver: string;
  user_id: string;
  device_id: string;
  access_token: string;
  refresh_token: string;
  client_id: string;
  pusher: Pusher;
}
interface Known {
  user: string;
  device: string;
}

/** Of `begin`: what it is doing, for whoever waits. */
export type Step = "session" | "crypto" | "rooms";

export async function begin(now: (step: Step) => void): Promise<[MatrixClient, Pusher]> {
  now("session");
  const known = JSON.parse(localStorage.getItem(KNOWN) ?? "null") as Known | null;
  const [session] = await Promise.all([ask(page.session, { device_id: known?.device ?? "" }) as Promise<Session>, initAsync(page.crypto)]);
  const isSame = known?.user === session.user_id && known.device === session.device_id;
  if (!isSame) await forget();
  localStorage.setItem(KNOWN, JSON.stringify({ user: session.user_id, device: session.device_id }));
  now("crypto");
  const client = await create(session);
  client.getCrypto()?.setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());
  now("rooms");
  return [client, session.pusher];
}

async function create(session: Session): Promise<MatrixClient> {
  const store = new IndexedDBStore({ indexedDB, localStorage, dbName: "quartier-chat" });
  const client = createClient({
    baseUrl: session.homeserver || location.origin,
    userId: session.user_id,
    deviceId: session.device_id,
    accessToken: session.access_token,
    refreshToken: session.refresh_token,
    oauthClientId: session.client_id,
    store,
    logger: quiet,
    timelineSupport: true,
    fallbackICEServerAllowed: false,
    cryptoCallbacks: callbacks,
  });
  await Promise.all([store.startup(), client.initRustCrypto({ cryptoDatabasePrefix: "quartier-chat" })]);
  return client;
}

/** What this browser knows now is what the list shows next time, before the server has answered. */
export function keep(client: MatrixClient): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (client.clientRunning) void client.store.save(true).catch(console.error);
  };
  client.on(RoomEvent.Timeline, () => (timer ??= setTimeout(now, SOON))); // the library does so every five minutes
  document.addEventListener("visibilitychange", () => document.hidden && now());
}

/** Whatever lies in this browser of a chat that is over: somebody else's, or of a log-in that was ended. */
export async function forget(): Promise<void> {
  localStorage.removeItem(KNOWN);
  const found = await indexedDB.databases();
  const ours = found.map(({ name }) => name ?? "").filter((name) => name.includes("quartier-chat"));
  await Promise.all(ours.map((name) => new Promise((done) => {
    const asked = indexedDB.deleteDatabase(name);
    asked.onsuccess = asked.onerror = asked.onblocked = done;
  })));
}

let isMine = false;

/** Two tabs with one set of keys would spoil them. Resolves to false where another tab has them. */
export function takeTurn(lost: () => void, steal: boolean): Promise<boolean> {
  if (isMine && !steal) return Promise.resolve(true);
  return new Promise((taken) => {
    const options: LockOptions = steal ? { steal: true } : { ifAvailable: true };
    navigator.locks
      .request("quartier-chat", options, (lock) => {
        isMine = lock !== null;
        taken(isMine);
        return lock ? new Promise(() => undefined) : undefined; // kept until the tab closes
      })
      .catch(() => {
        isMine = false;
        lost();
      });
  });
}
