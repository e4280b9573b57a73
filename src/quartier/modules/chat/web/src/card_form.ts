// Where one types what stands on the card: to unlock a new device, or to see whether it is still the right one.

import { keyOf, strangeWord, type Key } from "./card_code";
import { el, icon } from "./dom";
import { say } from "./page";

/** `use`: false where it is another card. */
export function cardForm(label: string, use: (key: Key) => Promise<boolean>): HTMLFormElement {
  const field = el("textarea", { id: "chat-key", rows: 4, autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-describedby": "chat-key-hint" });
  const wrong = el("p", { class: "field-error", role: "alert" });
  const press = el("button", { class: "button" }, icon("key-round"), label);

  async function tried(): Promise<void> {
    wrong.textContent = "";
    press.disabled = true;
    try {
      const key = await keyOf(field.value);
      const strange = key ? "" : strangeWord(field.value);
      if (key && (await use(key))) return;
      wrong.textContent = strange ? say("card_strange", { word: strange }) : say(key ? "card_old" : "card_wrong");
    } catch (error) {
      console.error(error);
      wrong.textContent = say("not_there");
    } finally {
      press.disabled = false;
    }
    field.focus();
  }
  return el("form", { onsubmit: (event: Event) => {
    event.preventDefault();
    void tried();
  } }, el("div", { class: "field" }, el("label", { for: "chat-key" }, say("card_type")), el("p", { class: "hint", id: "chat-key-hint" }, say("card_type_hint")), field), wrong, press);
}
