// The ballot. What is ticked and the voting card stand in no form, so nothing ever sends them: only what was sealed is sent.

import { readCard } from "./numbers.js";
import { canSeal, say, send, unveil, work } from "./page.js";

const area = document.querySelector("[data-vote]");
if (area && canSeal()) {
  unveil(area);
  area.querySelector("[data-seal]").addEventListener("click", cast);
  area.addEventListener("change", ({ target }) => onlyBlank(target));
  area.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.matches("[data-card]")) cast(); });
}

const boxes = () => [...area.querySelectorAll("[data-place]")];

// “None of all” and an answer exclude one another.
function onlyBlank(ticked) {
  if (!ticked.checked || ticked.dataset.place === undefined) return;
  const isBlank = ticked.dataset.place === "blank";
  for (const box of boxes()) if (box !== ticked && (isBlank || box.dataset.place === "blank")) box.checked = false;
}

async function cast() {
  const button = area.querySelector("[data-seal]");
  if (button.disabled) return; // Enter, pressed twice while it is being sealed
  const election = area.dataset.election;
  const [question] = JSON.parse(election).questions;
  const chosen = boxes().map((box) => Number(box.checked));
  const count = chosen.slice(question.blank ? 1 : 0).reduce((sum, value) => sum + value, 0);
  const isBlank = question.blank && chosen[0] === 1;
  if (!isBlank && (count < question.min || count > question.max)) return say(area, "wrongNumber");
  const card = readCard(area.querySelector("[data-card]").value);
  if (!card) return say(area, "wrongCard");
  say(area, "");
  button.disabled = true;
  try {
    send(area, await work(area, "ballot", { election, chosen, card }));
  } catch {
    button.disabled = false;
    say(area, "failed");
  }
}
