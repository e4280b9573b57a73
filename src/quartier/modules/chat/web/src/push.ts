// While notices come to this browser, the homeserver rings for each message. It says that there is one, and no more.

import { ClientEvent, RoomEvent, type MatrixClient } from "matrix-js-sdk";

import { soon } from "./dom";
import { ask, page } from "./page";
import type { Pusher } from "./session";

const RINGS = "quartier-chat-rings";
const PAUSE = 3_000;

export async function ring(client: MatrixClient, pusher: Pusher): Promise<void> {
  const rang = localStorage.getItem(RINGS) !== null;
  if (!pusher.is_on && !rang) return;
  await client.setPusher({
    app_id: pusher.app_id,
    app_display_name: page.quarter,
    device_display_name: page.quarter,
    pushkey: pusher.key,
    kind: pusher.is_on ? "http" : null,
    lang: page.language,
    data: { url: pusher.url, format: "event_id_only" },
  } as Parameters<MatrixClient["setPusher"]>[0]);
  if (!pusher.is_on) return localStorage.removeItem(RINGS);
  localStorage.setItem(RINGS, "1");
  whileLooking(client);
}

/** Whoever has the chat before their eyes is told by nothing else. */
function whileLooking(client: MatrixClient): void {
  let last = 0;
  const seen = soon(() => {
    if (document.visibilityState !== "visible") return;
    const wait = last + PAUSE - Date.now();
    if (wait > 0) return void setTimeout(seen, wait);
    last = Date.now();
    void navigator.clearAppBadge?.().catch(() => undefined);
    void ask(page.seen, { seen: "1" }).catch(console.error);
  });
  document.addEventListener("visibilitychange", seen);
  client.on(RoomEvent.Timeline, (event, _room, toStart) => {
    if (!toStart && event.getSender() !== client.getUserId()) seen();
  });
  client.on(ClientEvent.Room, seen);
}
