// A new device that can read nothing yet: opened with the card, with a passkey, or begun anew without either.

import type { MatrixClient } from "matrix-js-sdk";

import { forgetCard } from "./card";
import type { Key } from "./card_code";
import { cardForm } from "./card_form";
import { button, el, notice } from "./dom";
import { startAnew, unseal } from "./keys";
import { say } from "./page";
import { lockedUp, open as openWithPasskey } from "./passkey";
import { back } from "./people";

/** `scanned`: a card that was held before the camera. It is tried at once. */
export function sealedPanel(client: MatrixClient, scanned: Key | "wrong" | null, opened: (said: string) => void): HTMLElement {
  const wrong = el("p", { class: "field-error", role: "alert" });
  const quick = el("div", {});
  const form = cardForm(say("unseal"), tried);
  const panel = el("div", { class: "chat-panel" }, back(), el("h2", { tabindex: -1 }, say("unseal")), el("p", { class: "lead" }, say("sealed")), quick, form, wrong,
    el("h3", {}, say("no_card")), el("p", {}, say("no_card_other")), el("p", {}, say("no_card_lost")),
    button(say("anew"), "refresh-cw", "danger", () => void anew()));
  if (scanned) void withScanned(scanned);
  void lockedUp(client).then((sealed) => {
    if (sealed) quick.append(button(say("passkey_open"), "key", "", () => void withPasskey(sealed)), el("p", {}, say("passkey_or_card")));
  }).catch(console.error);
  return panel;

  async function tried(key: Key): Promise<boolean> {
    if (!(await unseal(client, key))) return false;
    opened(say("unsealed"));
    return true;
  }

  async function withScanned(key: Key | "wrong"): Promise<void> {
    const waits = el("div", { role: "status" }, el("progress", { "aria-label": say("unsealing") }), el("p", {}, say("unsealing")));
    quick.prepend(waits);
    form.hidden = true;
    try {
      if (key !== "wrong" && (await tried(key))) return;
      waits.replaceWith(notice("warn", "triangle-alert", say(key === "wrong" ? "card_wrong" : "card_old")));
    } catch (error) {
      console.error(error);
      waits.replaceWith(notice("warn", "wifi-off", say("not_there")));
    }
    form.hidden = false;
  }

  async function withPasskey(sealed: NonNullable<Awaited<ReturnType<typeof lockedUp>>>): Promise<void> {
    wrong.textContent = "";
    try {
      const key = await openWithPasskey(client, sealed);
      if (key && (await tried(key))) return;
      wrong.textContent = say("passkey_cannot");
    } catch (error) {
      console.warn(error);
      wrong.textContent = say("passkey_not_now");
    }
  }

  async function anew(): Promise<void> {
    if (!confirm(say("anew_sure"))) return;
    try {
      await startAnew(client);
      forgetCard();
      opened(say("anew_done"));
    } catch (error) {
      console.error(error);
      wrong.textContent = say("not_there");
    }
  }
}
