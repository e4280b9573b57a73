// Voting cards: made and printed here. The server gets their public halves alone, in an order that tells nothing.

import { canSeal, download, say, send, unveil, work } from "./page.js";

const area = document.querySelector("[data-cards]");
if (area && canSeal()) {
  unveil(area);
  area.querySelector("[data-make]").addEventListener("click", make);
  area.querySelector("[data-print]").addEventListener("click", () => print());
  area.querySelector("[data-save]").addEventListener("click", () => download(area.dataset.fileName, made.cards.join("\n")));
  area.querySelector("[data-give]").addEventListener("click", () => send(area, made.public));
}

let made = null;

async function make() {
  const count = Number(area.querySelector("[data-count]").value);
  if (!(Number.isInteger(count) && count >= 1 && count <= Number(area.dataset.most))) return say(area, "wrongNumber");
  say(area, "");
  made = await work(area, "cards", { count, uuid: area.dataset.uuid });
  const sheet = area.querySelector("[data-sheet]");
  const [one] = area.querySelector("template").content.children;
  sheet.replaceChildren(...made.cards.map((card) => {
    const piece = one.cloneNode(true);
    piece.querySelector("[data-code]").textContent = card;
    return piece;
  }));
  area.querySelector("[data-made]").hidden = false;
}
