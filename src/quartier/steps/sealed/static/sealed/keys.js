// A trustee's key, made and used on their own device: the private half never leaves it. And the voting cards. See belenios/keys.py.

import { G, NAME, Q, challenge, fingerprint, mod, newCard, power, randomBelow, secretOfCard } from "./numbers.js";
import { written } from "./sealing.js";

export async function newKey() {
  const secret = randomBelow(Q);
  return { secret: String(secret), public: await publicHalf(secret) };
}

export async function publicHalf(secret) {
  const key = power(G, secret);
  const random = randomBelow(Q);
  const challenged = await challenge("pok", NAME, String(key), String(power(G, random)));
  return JSON.stringify({ pok: written([[challenged, mod(random - secret * challenged)]])[0], public_key: String(key) });
}

// What opens the sums, and only them. `box`: as box.js has read it.
export async function shareOf(secret, box) {
  const election = await fingerprint(box.election);
  const key = String(power(G, secret));
  if (!box.keys.includes(key)) throw new Error("not of this box");
  const factors = [];
  const proofs = [];
  for (const pair of JSON.parse(box.tally)[0]) {
    const alpha = BigInt(pair.alpha);
    const random = randomBelow(Q);
    const begun = [power(G, random), power(alpha, random)].join(",");
    const challenged = await challenge("decrypt", election, key, begun);
    factors.push(String(power(alpha, secret)));
    proofs.push([challenged, mod(random - secret * challenged)]);
  }
  return JSON.stringify({ decryption_factors: [factors], decryption_proofs: [written(proofs)] });
}

export async function newCards(count, uuid, tellProgress = () => {}) {
  const cards = [];
  const halves = [];
  for (let number = 1; number <= count; number += 1) {
    const card = newCard();
    cards.push(card);
    halves.push(String(power(G, await secretOfCard(card, uuid))));
    tellProgress(number / count);
  }
  return { cards, public: JSON.stringify(halves.sort()) };
}
