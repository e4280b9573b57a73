// Makes a ballot: every answer encrypted, with proofs that all rules were kept, signed with the voting card. See belenios/ballots.py.

import { G, P, Q, challenge, fingerprint, inverse, mod, power, randomBelow } from "./numbers.js";

// election: the text as it was fetched (its fingerprint stands in the ballot). chosen: a 0 or 1 for every place. secret: of the card.
export async function seal(electionText, chosen, secret, tellProgress = () => {}) {
  const election = JSON.parse(electionText);
  const [question] = election.questions;
  const key = BigInt(election.public_key);
  const credential = power(G, secret);
  const begun = [await fingerprint(electionText), String(credential)];
  const places = [];
  for (const value of chosen) {
    places.push(await sealOne(key, value, begun));
    tellProgress(places.length / (chosen.length + 1));
  }
  const answer = {
    choices: places.map(({ pair }) => ({ alpha: String(pair[0]), beta: String(pair[1]) })),
    individual_proofs: places.map(({ proofs }) => written(proofs)),
    ...await overall(question, key, places, chosen, begun),
  };
  const content = { election_uuid: election.uuid, election_hash: begun[0], credential: begun[1], answers: [answer] };
  const hash = await fingerprint(JSON.stringify(content));
  return JSON.stringify({ ...content, signature: { hash, proof: written([await sign(secret, hash)])[0] } });
}

async function sealOne(key, value, begun) {
  const random = randomBelow(Q);
  const pair = [power(G, random), (power(key, random) * power(G, BigInt(value))) % P];
  const claims = [{ pair, value: 0 }, { pair, value: 1 }];
  return { random, pair, proofs: await proveOneOf(key, claims, value, random, ["prove", ...begun, pair.join(",")]) };
}

// As many answers as allowed; and where “none of all” may be chosen: either that, or answers, but not both.
async function overall(question, key, places, chosen, begun) {
  const counted = places.slice(question.blank ? 1 : 0);
  const random = counted.reduce((sum, place) => mod(sum + place.random), 0n);
  const pair = [0, 1].map((half) => counted.reduce((product, place) => (product * place.pair[half]) % P, 1n));
  const count = chosen.slice(question.blank ? 1 : 0).reduce((sum, value) => sum + value, 0);
  const said = [...begun, places.flatMap((place) => place.pair).join(",")];
  const claims = [];
  for (let value = question.min; value <= question.max; value += 1) claims.push({ pair, value });
  if (!question.blank) {
    const proofs = await proveOneOf(key, claims, count - question.min, random, ["prove", ...said, pair.join(",")]);
    return { overall_proof: written(proofs) };
  }
  const [none] = places;
  const isBlank = chosen[0] === 1;
  const allowed = [{ pair: none.pair, value: 1 }, ...claims];
  const either = [{ pair: none.pair, value: 0 }, { pair, value: 0 }];
  const first = isBlank ? [0, none.random] : [1 + count - question.min, random];
  const second = isBlank ? [1, random] : [0, none.random];
  return {
    overall_proof: written(await proveOneOf(key, allowed, ...first, ["bproof1", ...said])),
    blank_proof: written(await proveOneOf(key, either, ...second, ["bproof0", ...said])),
  };
}

// That one of the claims holds, without saying which: the proofs of all others are made up.
async function proveOneOf(key, claims, true_, secret, said) {
  const proofs = claims.map(() => [randomBelow(Q), randomBelow(Q)]);
  const begun = claims.map((claim, place) => commitments(key, claim, proofs[place]));
  const random = randomBelow(Q);
  begun[true_] = [power(G, random), power(key, random)];
  const others = proofs.reduce((sum, [challenged], place) => (place === true_ ? sum : sum + challenged), 0n);
  const mine = mod(await challenge(...said, begun.flat().join(",")) - others);
  proofs[true_] = [mine, mod(random - secret * mine)];
  return proofs;
}

function commitments(key, { pair: [alpha, beta], value }, [challenged, response]) {
  const shifted = (beta * inverse(power(G, BigInt(value)))) % P;
  return [
    (power(G, response) * power(alpha, challenged)) % P,
    (power(key, response) * power(shifted, challenged)) % P,
  ];
}

async function sign(secret, hash) {
  const random = randomBelow(Q);
  const challenged = await challenge("sig", hash, String(power(G, random)));
  return [challenged, mod(random - secret * challenged)];
}

export const written = (proofs) => proofs.map(([challenged, response]) => (
  { challenge: String(challenged), response: String(response) }));
