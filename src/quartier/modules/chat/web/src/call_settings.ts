// Whether one's own address on the internet is shown to whom one calls; and why a call isn't possible at all.

import type { MatrixClient } from "matrix-js-sdk";

import { el } from "./dom";
import { page, say } from "./page";

const HIDDEN = "quartier-chat-hide-address"; // in this browser

export const isHidden = (): boolean => localStorage.getItem(HIDDEN) === "hidden";

const RELAY_WAITS = 5_000; // milliseconds

/** A call knows of the relay what is known when it begins: right after the page was opened that may be nothing yet. */
export async function askForRelay(client: MatrixClient): Promise<void> {
  if (page.relay) await Promise.race([client.checkTurnServers(), new Promise((goOn) => setTimeout(goOn, RELAY_WAITS))]);
}

/** A sentence, or "". */
export function whyNotPossible(client: MatrixClient): string {
  if (!globalThis.isSecureContext || !navigator.mediaDevices) return say("call_no_https");
  if (!globalThis.RTCPeerConnection) return say("call_no_webrtc");
  if (isHidden() && !(page.relay && client.getTurnServers().length)) return say("call_cannot_hide");
  return "";
}

/** Off until somebody wants it: through the relay it takes a moment longer, and costs the server. */
export function hideChoice(): HTMLElement {
  const box: HTMLInputElement = el("input", { type: "checkbox", id: "chat-hide-address", "aria-describedby": "chat-hide-why", checked: isHidden(), onchange: () => (box.checked ? localStorage.setItem(HIDDEN, "hidden") : localStorage.removeItem(HIDDEN)) });
  const why = el("p", { id: "chat-hide-why", class: "meta chat-choice-why" }, say(page.relay ? "call_hide_why" : "call_hide_not"));
  return el("div", {}, el("label", { class: "chat-choice" }, box, say("call_hide")), why);
}
