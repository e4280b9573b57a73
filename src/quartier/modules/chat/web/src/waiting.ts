// What was written and is not out yet lies on this device until it is: also when the page was closed meanwhile.

import { ClientEvent, EventStatus, KnownMembership, RoomEvent, SyncState, type MatrixClient, type MatrixEvent } from "matrix-js-sdk";
import type { RoomMessageEventContent } from "matrix-js-sdk/lib/types.js";

const BASE = "quartier-chat-waiting"; // `forget` in session.ts deletes it with the rest
const inHand = new Set<string>(); // transactions that stand in the open page already: they see to themselves
const OUT = new Set<EventStatus | null>([null, EventStatus.SENT, EventStatus.CANCELLED]);

interface Written {
  transaction: string; // the homeserver takes the same one only once
  room: string;
  content: RoomMessageEventContent;
  at: number;
}

/** Sends it; whatever comes in between, it isn't lost. */
export async function send(client: MatrixClient, room: string, content: RoomMessageEventContent): Promise<void> {
  const written = { transaction: client.makeTxnId(), room, content, at: Date.now() };
  inHand.add(written.transaction);
  await does("readwrite", (store) => store.put(written)).catch(console.error); // where there is no room on the device it goes out all the same
  await client.sendMessage(room, null, content, written.transaction);
}

/** From the beginning: on a locked device one writes too, where nothing is encrypted. */
export function forgetWhatIsOut(client: MatrixClient): void {
  inHand.clear(); // of a client before this one
  client.on(RoomEvent.LocalEchoUpdated, (event) => void (OUT.has(event.status) && forgetOne(event)));
}

/** Once the chat is open: what lay here from last time goes out, in the order in which it was written. */
export async function sendKept(client: MatrixClient): Promise<void> {
  await synced(client);
  const there = client.getRooms().flatMap((room) => room.getLiveTimeline().getEvents());
  const cameBack = new Set(there.map((event) => event.getUnsigned().transaction_id)); // it had gone out, only the answer hadn't come
  for (const { transaction, room, content } of await kept()) {
    if (inHand.has(transaction)) continue;
    inHand.add(transaction);
    const membership = client.getRoom(room)?.getMyMembership();
    const isOver = membership === KnownMembership.Leave || membership === KnownMembership.Ban;
    if (isOver || cameBack.has(transaction)) await does("readwrite", (store) => store.delete(transaction));
    else if (membership === KnownMembership.Join) await client.sendMessage(room, null, content, transaction).catch(() => undefined); // it stands there and says what is wrong
  }
}

/** What lies in this browser may be old: only the server knows where one still is. */
function synced(client: MatrixClient): Promise<void> {
  return new Promise((done) => {
    const look = (): void => void (client.getSyncState() === SyncState.Syncing && done());
    client.on(ClientEvent.Sync, look);
    look();
  });
}

export const countKept = async (): Promise<number> => (await kept().catch(() => [])).length;

async function kept(): Promise<Written[]> {
  const all = await does<Written[]>("readonly", (store) => store.getAll());
  return all.sort((one, other) => one.at - other.at);
}

function forgetOne(event: MatrixEvent): void {
  const transaction = event.getTxnId();
  if (transaction) void does("readwrite", (store) => store.delete(transaction)).catch(console.error);
}

/** Opened for each step and closed after it, so that it can be deleted at any moment. */
async function does<T>(mode: IDBTransactionMode, what: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open(BASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("written", { keyPath: "transaction" });
  const base = await answerOf(opening);
  try {
    return await answerOf(what(base.transaction("written", mode).objectStore("written")));
  } finally {
    base.close();
  }
}

function answerOf<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}
