// The ballot box as everybody gets it. What a key opens is reckoned from it here and never taken from the page: so nobody is shown a
// single vote as “the sum”. See belenios/archive.py.

import { G, P, Q, challenge, fingerprint, power } from "./numbers.js";

const BLOCK = 512; // of a tar

// Fails where the box isn't in order, or holds so few votes that its sums would tell who voted how.
export async function readBox(bytes, fewest) {
  const files = filesIn(bytes);
  const data = (name) => files.get(`${name}.data.json`);
  const events = [...files].filter(([name]) => name.endsWith(".event.json")).map(([, text]) => JSON.parse(text));
  const payloads = (type) => events.filter((event) => event.type === type).map((event) => data(event.payload));
  const setup = JSON.parse(payloads("Setup")[0]);
  const election = data(setup.election);
  const keys = JSON.parse(data(setup.trustees)).map(([, key]) => key.public_key);
  const cards = new Set(JSON.parse(data(setup.credentials)));
  const ballots = payloads("Ballot").map((text) => JSON.parse(text));
  must(keys.reduce((product, key) => (product * BigInt(key)) % P, 1n) === BigInt(JSON.parse(election).public_key), "keys");
  must(ballots.length >= fewest, "few");
  const hash = await fingerprint(election);
  for (const ballot of ballots) must(cards.delete(ballot.credential) && await isSigned(ballot, hash), "ballot"); // each card once
  const sums = sumsOf(ballots);
  must(sums.every(([alpha]) => power(alpha, Q) === 1n), "sums"); // another number would draw a bit of the key out
  const tally = JSON.stringify([sums.map(([alpha, beta]) => ({ alpha: String(alpha), beta: String(beta) }))]);
  return { election, keys, tally, count: ballots.length, mark: await fingerprint(tally) };
}

function filesIn(bytes) {
  const read = (from, to) => new TextDecoder().decode(bytes.subarray(from, to)).replace(/\0[^]*$/, "");
  const files = new Map();
  for (let at = 0; at < bytes.length;) {
    const size = parseInt(read(at + 124, at + 136), 8);
    files.set(read(at, at + 100), new TextDecoder().decode(bytes.subarray(at + BLOCK, at + BLOCK + size)));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

async function isSigned({ signature: { hash, proof }, ...content }, election) {
  const begun = (power(G, BigInt(proof.response)) * power(BigInt(content.credential), BigInt(proof.challenge))) % P;
  const isWhole = hash === await fingerprint(JSON.stringify(content)) && content.election_hash === election;
  return isWhole && BigInt(proof.challenge) === await challenge("sig", hash, String(begun));
}

function sumsOf(ballots) {
  const [first, ...others] = ballots.map(({ answers }) => answers[0].choices.map(({ alpha, beta }) => [BigInt(alpha), BigInt(beta)]));
  must(others.every((pairs) => pairs.length === first.length), "places");
  return first.map((pair, place) => others.reduce(([a, b], pairs) => [(a * pairs[place][0]) % P, (b * pairs[place][1]) % P], pair));
}

function must(holds, what) {
  if (!holds) throw new Error(what);
}
