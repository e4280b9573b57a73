// The recovery card: offered after the first message, printed here and nowhere else, tried out whenever one likes.

import { ClientEvent, type MatrixClient } from "matrix-js-sdk";
import qrcode from "qrcode-generator";

import { linkOf, wordsOf, type Key } from "./card_code";
import { cardForm } from "./card_form";
import { button, el, icon, iconButton, notice } from "./dom";
import { fits, hasCard, makeCard } from "./keys";
import { page, say } from "./page";
import { lock, mayHavePasskey } from "./passkey";
import { back } from "./people";
import { conversations, messages } from "./rooms";

const LATER = "quartier-chat-card-later";
const A_WEEK = 7 * 86_400_000;
let known: boolean | null = null;

/** After the first message of one's own, until there is one; put off, it comes again in a week. */
export function cardOffer(client: MatrixClient, changed: () => void): HTMLElement | null {
  if (known === null) {
    known = true; // until we know better
    const look = (): void => void hasCard(client).then((has) => {
      known = has;
      changed();
    });
    client.on(ClientEvent.AccountData, (event) => void (event.getType().startsWith("m.secret_storage") && look())); // what lay in this browser may be old
    look();
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

export const forgetCard = (): void => void (known = false);

export function cardPanel(client: MatrixClient, scanned: Key | "wrong" | null): HTMLElement {
  const place = el("div", {});
  const tried = el("div", {});
  const make = button(say("card_make"), "key-round", "", () => void made());
  const panel = el("div", { class: "chat-panel" }, back(), el("h2", { tabindex: -1 }, say("card")), tried, el("p", { class: "lead" }, say("card_why")),
    el("ul", {}, el("li", {}, say("card_new_device")), el("li", {}, say("card_keep")), el("li", {}, say("card_lost"))), place, make);
  void look();
  if (scanned) void toldWhetherItFits(client, scanned, tried).catch((error: unknown) => {
    console.error(error);
    tried.replaceChildren(notice("warn", "wifi-off", say("not_there")));
  });
  return panel;

  /** Until it is known whether there is one: what lay in this browser may be old. */
  async function look(): Promise<void> {
    const has = await hasCard(client);
    if (!make.isConnected || make.disabled) return;
    if (!has) return void client.once(ClientEvent.AccountData, look);
    place.replaceChildren(notice("warn", "triangle-alert", say("card_replaces")));
    if (!tried.firstChild) tried.append(tryOut(client));
  }

  async function made(): Promise<void> {
    make.disabled = true;
    place.replaceChildren(el("p", { role: "status" }, say("card_makes")));
    try {
      const { letters, key } = await makeCard(client);
      known = true;
      place.replaceChildren(await card(letters, key), button(say("print"), "printer", "", () => print()), el("p", { class: "meta" }, say("card_once")));
      await offerPasskey(client, key, place);
      make.remove();
      tried.remove();
      place.querySelector<HTMLElement>("h3")?.focus();
    } catch (error) {
      console.error(error);
      make.disabled = false;
      place.replaceChildren(notice("danger", "circle-alert", say("card_failed")));
    }
  }
}

/** Whoever isn't sure of their card finds out before they need it; and a passkey made later can still be let in. */
function tryOut(client: MatrixClient): HTMLElement {
  const place = el("div", {});
  const form = cardForm(say("card_try_do"), async (key) => {
    if (!(await fits(client, key))) return false;
    await toldWhetherItFits(client, key, place);
    form.remove();
    return true;
  });
  return el("details", { class: "chat-try" }, el("summary", {}, say(page.passkeys.length ? "card_try_passkey" : "card_try")), place, form);
}

async function toldWhetherItFits(client: MatrixClient, key: Key | "wrong", place: HTMLElement): Promise<void> {
  const does = key !== "wrong" && (await fits(client, key));
  place.replaceChildren(notice(does ? "good" : "warn", does ? "check" : "triangle-alert", say(does ? "card_fits" : "card_old")));
  if (does) await offerPasskey(client, key, place);
}

/** Beside the card, where there is a passkey: it stays a second way, and the card the first. */
async function offerPasskey(client: MatrixClient, key: Key, place: HTMLElement): Promise<void> {
  if (!(await mayHavePasskey())) return;
  const said = el("p", { role: "status" });
  const ask = button(say("passkey_lock"), "key", "soft", () => void locked());
  place.append(el("section", {}, el("h3", {}, say("passkey")), el("p", {}, say("passkey_why")), ask, said));

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
async function card(letters: string, key: Key): Promise<HTMLElement> {
  const words = await wordsOf(key);
  return el("article", { class: "chat-card", "aria-label": say("card") },
    el("h3", { tabindex: -1 }, say("card_title", { quarter: page.quarter })),
    el("p", {}, say("card_of", { name: page.name })),
    el("div", { class: "chat-card-key" }, code(linkOf(page.card, letters)),
      el("div", { class: "chat-card-ways" }, el("p", {}, el("b", {}, say("card_by_camera"))), el("p", {}, say("card_by_words", { address: page.root.dataset.address ?? "" })))),
    el("ol", { class: "chat-card-words", translate: "no", lang: "de" }, ...words.map((word) => el("li", {}, word))),
    el("p", { class: "meta" }, say("card_by_letters")),
    el("p", { class: "chat-card-groups", translate: "no" }, letters),
    el("p", { class: "meta" }, say("card_secret")));
}

function code(link: string): HTMLElement {
  const made = qrcode(0, "M");
  made.addData(link);
  made.make();
  return el("img", { class: "chat-card-code", src: made.createDataURL(6, 24), alt: say("card_code"), width: 220, height: 220 });
}
