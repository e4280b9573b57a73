// The recovery card: offered after the first message, printed here and nowhere else, typed in on a new device.

import type { MatrixClient } from "matrix-js-sdk";
import qrcode from "qrcode-generator";

import { button, el, icon, iconButton, notice } from "./dom";
import { hasCard, makeCard, startAnew, unseal, unsealWith } from "./keys";
import { page, say } from "./page";
import { lock, lockedUp, mayHavePasskey, open as openWithPasskey } from "./passkey";
import { back } from "./people";
import { conversations, messages } from "./rooms";

const LATER = "quartier-chat-card-later";
const A_WEEK = 7 * 86_400_000;
let known: boolean | null = null;

/** After the first message of one's own, until there is one; put off, it comes again in a week. */
export function cardOffer(client: MatrixClient, changed: () => void): HTMLElement | null {
  if (known === null) {
    known = true; // until we know better
    void hasCard(client).then((has) => {
      known = has;
      changed();
    });
  }
  const hasWritten = conversations(client).some(({ room }) => messages(room).some((event) => event.getSender() === client.getUserId()));
  if (known || !hasWritten || Number(localStorage.getItem(LATER) ?? 0) > Date.now()) return null;
  return notice("info", "key-round", say("card_offer"), el("div", { class: "chat-acts" },
    el("a", { class: "button", href: "#card" }, icon("printer"), say("card_make")),
    iconButton(say("card_later"), "x", () => {
      localStorage.setItem(LATER, String(Date.now() + A_WEEK));
      changed();
    })));
}

export function cardPanel(client: MatrixClient): HTMLElement {
  const place = el("div", {});
  const make = button(say("card_make"), "key-round", "", () => void made());
  const panel = el("div", { class: "chat-panel" }, back(), el("h2", { tabindex: -1 }, say("card")), el("p", { class: "lead" }, say("card_why")),
    el("ul", {}, el("li", {}, say("card_new_device")), el("li", {}, say("card_keep")), el("li", {}, say("card_lost"))), place, make);
  if (known) place.append(notice("warn", "triangle-alert", say("card_replaces")));
  return panel;

  async function made(): Promise<void> {
    make.disabled = true;
    place.replaceChildren(el("p", { role: "status" }, say("card_makes")));
    try {
      const { words, key } = await makeCard(client);
      known = true;
      place.replaceChildren(card(words), button(say("print"), "printer", "", () => print()), el("p", { class: "meta" }, say("card_once")));
      if (await mayHavePasskey()) place.append(passkeyOffer(client, key));
      make.remove();
      place.querySelector<HTMLElement>("h3")?.focus();
    } catch (error) {
      console.error(error);
      make.disabled = false;
      place.replaceChildren(notice("danger", "circle-alert", say("card_failed")));
    }
  }
}

/** Beside the card, where there is a passkey: it stays a second way, and the card the first. */
function passkeyOffer(client: MatrixClient, key: Uint8Array<ArrayBuffer>): HTMLElement {
  const said = el("p", { role: "status" });
  const ask = button(say("passkey_lock"), "key", "soft", () => void locked());
  return el("section", {}, el("h3", {}, say("passkey")), el("p", {}, say("passkey_why")), ask, said);

  async function locked(): Promise<void> {
    ask.disabled = true;
    try {
      const works = await lock(client, key);
      said.textContent = say(works ? "passkey_locked" : "passkey_cannot");
      if (works) ask.remove();
    } catch (error) {
      console.warn(error);
      said.textContent = say("passkey_not_now");
      ask.disabled = false;
    }
  }
}

/** As it stands on paper. It is drawn on this device: what opens one's messages goes to no server, also not to be printed. */
function card(key: string): HTMLElement {
  return el("article", { class: "chat-card", "aria-label": say("card") },
    el("h3", { tabindex: -1 }, say("card_title", { quarter: page.quarter })),
    el("p", {}, say("card_of", { name: page.name })),
    el("div", { class: "chat-card-key" }, code(key), el("ol", { class: "chat-card-groups", translate: "no" }, ...key.split(" ").map((group) => el("li", {}, group)))),
    el("p", {}, say("card_how", { address: location.origin + location.pathname })),
    el("p", { class: "meta" }, say("card_secret")));
}

function code(text: string): HTMLElement {
  const made = qrcode(0, "M");
  made.addData(text.replaceAll(" ", ""));
  made.make();
  return el("img", { class: "chat-card-code", src: made.createDataURL(6, 12), alt: say("card_code"), width: 190, height: 190 });
}

export function sealedPanel(client: MatrixClient, opened: (said: string) => void): HTMLElement {
  const field = el("textarea", { id: "chat-key", rows: 3, autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-describedby": "chat-key-hint" });
  const wrong = el("p", { class: "field-error", role: "alert" });
  const open = el("button", { class: "button" }, icon("key-round"), say("unseal"));
  const form = el("form", { onsubmit: (event: Event) => {
    event.preventDefault();
    void tried();
  } }, el("div", { class: "field" }, el("label", { for: "chat-key" }, say("card_type")), el("p", { class: "hint", id: "chat-key-hint" }, say("card_type_hint")), field), wrong, open);
  const quick = el("div", {});
  const panel = el("div", { class: "chat-panel" }, back(), el("h2", { tabindex: -1 }, say("unseal")), el("p", { class: "lead" }, say("sealed")), quick, form,
    el("h3", {}, say("no_card")), el("p", {}, say("no_card_other")), el("p", {}, say("no_card_lost")),
    button(say("anew"), "refresh-cw", "danger", () => void anew()));
  void lockedUp(client).then((sealed) => {
    if (sealed) quick.append(button(say("passkey_open"), "key", "", () => void withPasskey(sealed)), el("p", {}, say("passkey_or_card")));
  }).catch(console.error);
  return panel;

  async function withPasskey(sealed: NonNullable<Awaited<ReturnType<typeof lockedUp>>>): Promise<void> {
    wrong.textContent = "";
    try {
      const key = await openWithPasskey(client, sealed);
      if (key && await unsealWith(client, key)) return opened(say("unsealed"));
      wrong.textContent = say("passkey_cannot");
    } catch (error) {
      console.warn(error);
      wrong.textContent = say("passkey_not_now");
    }
  }

  async function tried(): Promise<void> {
    wrong.textContent = "";
    open.disabled = true;
    try {
      if (await unseal(client, field.value)) return opened(say("unsealed"));
      wrong.textContent = say("card_wrong");
    } catch (error) {
      console.error(error);
      wrong.textContent = say("not_there");
    } finally {
      open.disabled = false;
    }
    field.focus();
  }

  async function anew(): Promise<void> {
    if (!confirm(say("anew_sure"))) return;
    try {
      await startAnew(client);
      known = false;
      opened(say("anew_done"));
    } catch (error) {
      console.error(error);
      wrong.textContent = say("not_there");
    }
  }
}
