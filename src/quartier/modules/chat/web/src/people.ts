// A new conversation with a neighbour. Who may write to whom the server decides, and says why not.

import type { MatrixClient } from "matrix-js-sdk";

import { el, icon } from "./dom";
import { initials } from "./list";
import { ask, page, say, sayMany } from "./page";
import { openWith } from "./rooms";

interface Neighbour {
  name: string;
  user: string;
}

export function newPanel(client: MatrixClient): HTMLElement {
  const field = el("input", { type: "search", id: "chat-whom", autocomplete: "off" });
  const said = el("p", { class: "meta", role: "status" });
  const wrong = el("p", { class: "field-error", role: "alert" });
  const rows = el("ul", { class: "chat-conversations" });
  let asked = 0;

  async function look(): Promise<void> {
    const mine = ++asked;
    const words = field.value.trim();
    if (words.length < 2) return rows.replaceChildren();
    try {
      const found = (await ask(`${page.people}?q=${encodeURIComponent(words)}`)) as { people: Neighbour[] };
      if (mine !== asked) return; // a later question was faster
      said.textContent = found.people.length ? sayMany("people", found.people.length) : say("people_none");
      rows.replaceChildren(...found.people.map((one) => el("li", {}, el("button", { type: "button", class: "chat-conversation", onclick: () => void begin(one) },
        el("span", { class: "avatar", "aria-hidden": "true" }, initials(one.name)), el("span", { class: "chat-name" }, el("b", {}, one.name))))));
    } catch (error) {
      said.textContent = (error as Error).message;
    }
  }

  async function begin(one: Neighbour): Promise<void> {
    wrong.textContent = "";
    try {
      location.hash = `#room/${encodeURIComponent(await openWith(client, one.user))}`;
    } catch (error) {
      wrong.textContent = (error as { data?: { error?: string } }).data?.error ?? say("not_there");
    }
  }

  let timer: ReturnType<typeof setTimeout>;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), 200);
  });
  return el("div", { class: "chat-panel" }, back(), el("h2", { tabindex: -1 }, say("new")),
    el("p", { class: "lead" }, say("new_why")),
    el("div", { class: "field" }, el("label", { for: "chat-whom" }, say("whom")), field), said, wrong, rows);
}

/** On a phone the way back to the list. */
export function back(): HTMLElement {
  return el("p", { class: "chat-back" }, el("a", { href: "#" }, icon("arrow-left"), el("span", {}, say("back"))));
}
