// What was said, as a file that everybody can read: made here, because only this device can read it.

import type { MatrixClient, MatrixEvent, Room } from "matrix-js-sdk";

import { el } from "./dom";
import { page, say } from "./page";
import { inALine, messages, nameOf, senderOf } from "./rooms";

const MOST = 20_000; // messages
const AT_ONCE = 100;
const BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

export async function saveConversation(client: MatrixClient, room: Room, reads: (count: number) => void): Promise<void> {
  while (messages(room).length < MOST && room.getLiveTimeline().getPaginationToken("b" as never)) {
    await client.scrollback(room, AT_ONCE);
    reads(messages(room).length);
  }
  await room.decryptAllEvents();
  const day = new Intl.DateTimeFormat(page.language, { dateStyle: "long" }).format(Date.now());
  const text = [`${nameOf(room)} (${page.quarter})`, say("saved_on", { day, name: page.name }), "", ...messages(room).map((event) => lineOf(event, room)), ""].join("\n");
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  el("a", { href: address, download: `${nameOf(room).replace(/[^\p{L}\p{N} -]/gu, "")}.txt` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** What has several lines is moved in: else a message could end with a line that looks as if somebody else had said it. */
export function lineOf(event: MatrixEvent, room: Room): string {
  const when = new Intl.DateTimeFormat(page.language, { dateStyle: "short", timeStyle: "short" }).format(event.getTs());
  return `${when} ${senderOf(event, room)}: ${inALine(event).split(BREAK).join("\n    ")}`;
}
