// Reckons beside the page, so that it stays quick. Nothing here talks to a server.

import { readBox } from "./box.js";
import { newCards, newKey, publicHalf, shareOf } from "./keys.js";
import { secretOfCard } from "./numbers.js";
import { seal } from "./sealing.js";

const TASKS = {
  key: () => newKey(),
  half: ({ secret }) => publicHalf(BigInt(secret)),
  cards: ({ count, uuid }, tellProgress) => newCards(count, uuid, tellProgress),
  box: ({ bytes, fewest }) => readBox(bytes, fewest),
  share: ({ secret, box }) => shareOf(BigInt(secret), box),
  ballot: async ({ election, chosen, card }, tellProgress) =>
    seal(election, chosen, await secretOfCard(card, JSON.parse(election).uuid), tellProgress),
};

self.addEventListener("message", async ({ data: { task, given } }) => {
  try {
    postMessage({ made: await TASKS[task](given, (part) => postMessage({ part })) });
  } catch (fault) {
    postMessage({ fault: String(fault) });
  }
});
