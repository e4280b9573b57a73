// What stands on a recovery card, written in three ways: as words to type or read out, as the letters that other Matrix apps
// know, and as a link for the phone's camera. In the link it stands behind the #, which browsers send to nobody.

import { decodeRecoveryKey } from "matrix-js-sdk/lib/crypto-api/recovery-key.js";

import { WORDS } from "./card_words";

export type Key = Uint8Array<ArrayBuffer>;

const COUNT = 28; // words: 256 bits of the key, and 12 that tell what was mistyped
const BASE = BigInt(WORDS.length);
const CHECKED = 12n;
const places = new Map(WORDS.map((word, place) => [word, place]));

export async function wordsOf(key: Key): Promise<string[]> {
  let rest = (numberOf(key) << CHECKED) | (await checkOf(key));
  const found: string[] = [];
  for (let count = 0; count < COUNT; count += 1) {
    found.unshift(WORDS[Number(rest % BASE)]!);
    rest /= BASE;
  }
  return found;
}

export const linkOf = (page: string, letters: string): string => `${page}#${letters.replaceAll(" ", "")}`;

/** The key, or null: it is mistyped. Takes words, letters, or the whole link. */
export async function keyOf(typed: string): Promise<Key | null> {
  const said = typed.slice(typed.indexOf("#") + 1).trim();
  const words = said.toLowerCase().match(/[a-zäöüß]+/g) ?? [];
  if (words.length === COUNT) return fromWords(words);
  try {
    return new Uint8Array(decodeRecoveryKey(said.replace(/\s+/g, "")));
  } catch {
    return null;
  }
}

/** The first word that is on no card, for whoever looks for what is wrong. "": all of them are, or it isn't words at all. */
export function strangeWord(typed: string): string {
  const words = typed.trim().toLowerCase().match(/[a-zäöüß]+/g) ?? [];
  const isWords = words.filter((word) => places.has(word)).length > 3;
  return isWords ? (words.find((word) => nearest(word) === undefined) ?? "") : "";
}

async function fromWords(words: string[]): Promise<Key | null> {
  let all = 0n;
  for (const word of words) {
    const place = nearest(word);
    if (place === undefined) return null;
    all = all * BASE + BigInt(place);
  }
  if (all >> CHECKED >= 1n << 256n) return null;
  const key = bytesOf(all >> CHECKED);
  return (await checkOf(key)) === all % (1n << CHECKED) ? key : null;
}

/** The word itself, or the only one that differs from it in one letter. */
function nearest(word: string): number | undefined {
  const known = places.get(word);
  if (known !== undefined) return known;
  const near = WORDS.flatMap((other, place) => (isNear(word, other) ? [place] : []));
  return near.length === 1 ? near[0] : undefined;
}

/** One letter is another, is missing, or is one too many. */
function isNear(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  return long.slice(at + 1) === short.slice(at + (long.length === short.length ? 1 : 0));
}

const numberOf = (key: Key): bigint => key.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

function bytesOf(all: bigint): Key {
  const key = new Uint8Array(32);
  for (let place = 31, rest = all; place >= 0; place -= 1, rest >>= 8n) key[place] = Number(rest & 255n);
  return key;
}

async function checkOf(key: Key): Promise<bigint> {
  const [first = 0, second = 0] = new Uint8Array(await crypto.subtle.digest("SHA-256", key));
  return BigInt((first << 4) | (second >> 4));
}
