// The chat of the website. It begins here: log-in, keys, list; and says plainly what is missing where it can't.

import { ClientEvent, HttpApiEvent, SyncState, type MatrixClient } from "matrix-js-sdk";

import { App, elsewhere } from "./app";
import { endCall } from "./call";
import { button, el, empty } from "./dom";
import { prepare } from "./keys";
import { LoggedOut, page, Refusal, say, sayMany } from "./page";
import { ring } from "./push";
import { countKept } from "./waiting";
import { begin, forget, keep, takeTurn, type Step } from "./session";

async function start(steal: boolean): Promise<void> {
  waiting("session");
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle || !globalThis.WebAssembly) return wrong(say("no_crypto"), say("no_crypto_why"));
  let client: MatrixClient | null = null;
  const lost = (): void => {
    endCall();
    client?.stopClient();
    elsewhere(() => void start(true));
  };
  if (!(await takeTurn(lost, steal))) return elsewhere(() => void start(true));
  try {
    const [begun, pusher] = await begin(waiting);
    client = begun;
    client.on(HttpApiEvent.SessionLoggedOut, () => void loggedOut(client));
    await client.startClient({ lazyLoadMembers: true, initialSyncLimit: 30 });
    await firstSync(client);
    const keys = await prepare(client);
    new App(client, keys);
    keep(client);
    void ring(client, pusher).catch(console.error);
  } catch (error) {
    client?.stopClient();
    failed(error);
  }
}

/** What this browser kept from last time counts: the list is there before the server has answered. */
function firstSync(client: MatrixClient): Promise<void> {
  return new Promise((ready, failed) => {
    const look = (state: SyncState | null): void => {
      if (state === SyncState.Prepared || state === SyncState.Syncing) ready();
      if (state === SyncState.Error) failed(new TypeError("sync"));
    };
    client.on(ClientEvent.Sync, look);
    look(client.getSyncState());
  });
}

function waiting(step: Step): void {
  page.root.setAttribute("aria-busy", "true");
  page.root.replaceChildren(el("div", { class: "chat-wait", role: "status" }, el("progress", { "aria-label": say(`wait_${step}`) }), el("p", {}, say(`wait_${step}`))));
}

function failed(error: unknown): void {
  console.error(error);
  if (error instanceof LoggedOut) return wrong(say("logged_out"), say("logged_out_why"), el("a", { class: "button", href: page.login }, say("log_in")));
  if (error instanceof Refusal && error.status !== 503) return wrong(error.message, "");
  wrong(say("not_there"), navigator.onLine ? say("not_there_why") : say("offline_why"));
  void countKept().then((count) => count && page.root.querySelector(".empty p")?.after(el("p", {}, sayMany("kept", count))));
}

async function loggedOut(client: MatrixClient | null): Promise<void> {
  endCall(); // else the microphone stays on, with nothing left to press
  client?.stopClient();
  await forget();
  failed(new LoggedOut());
}

function wrong(title: string, text: string, more?: HTMLElement): void {
  page.root.setAttribute("aria-busy", "false");
  const again = more ?? button(say("again"), "refresh-cw", "", () => void start(false));
  page.root.replaceChildren(empty("wifi-off", title, text, again));
  page.root.firstElementChild?.setAttribute("role", "alert");
}

void start(false);
