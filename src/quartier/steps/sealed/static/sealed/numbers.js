// The numbers of Belenios 2.0 (group BELENIOS-2048) and its hashes: the same as belenios/group.py.

export const NAME = "BELENIOS-2048";
export const P = BigInt(
  "206947856914225464010136436575050080649229892957511040971008847870573742192427174019222372544976843381290666331380789584" +
  "049600543896362897963930387739057228036059737494276713767776188985898727358650490811670993105358677809800307904916540637" +
  "771737641986785272734744763418356000356983051931442845617019110007867373073335641239717328979132404745788344682606523279" +
  "746479511376726586935821800463179220736688600526271863633860887968821207694323661494910029234443463732221458841005864210" +
  "502421203654335612013204811188524087310770141516662001623131771693721892480785077118278423174980732765988288251691831031" +
  "25680162072880719",
);
export const G = BigInt(
  "240235267750185220922768770353239993271228765737836491651007531878766327414635321932028567615526967879969466829874938909" +
  "508389657342560190060106847716449173547413728310461045868131451178164675540052740288984613986453266121505579709716201616" +
  "827031288643245666383486363578210615491841998253431518974065818686865115135857641013888221539601604322884360393098933366" +
  "277284840659313840601023167509576377798266510360682240663507669776402534625377308513317349519424896775405257365904949247" +
  "763147599157519877517771148149092045660020547812705472823814097251863985833411570056835369555342378147558249189605029668" +
  "0037745308460627",
);
export const Q = 78571733251071885079927659812671450121821421258408794611510081919805623223441n;
const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const CARD = { signs: 14, check: 53n, rounds: 1000 };

export const mod = (number, by = Q) => ((number % by) + by) % by;

export function power(base, exponent) {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % P;
    if (bit === "1") result = (result * base) % P;
  }
  return result;
}

export const inverse = (element) => power(element, Q - 1n); // every element to the power of Q is one

export function randomBelow(limit) {
  const bytes = new Uint8Array(Math.ceil(limit.toString(16).length / 2) + 8); // eight more: no number is likelier than another
  crypto.getRandomValues(bytes);
  return numberOf(bytes) % limit;
}

export async function challenge(...parts) {
  return (numberOf(await sha256(parts.join("|")))) % Q;
}

export async function fingerprint(text) {
  return btoa(String.fromCharCode(...await sha256(text))).replaceAll("=", "");
}

// A private number behind a voting card: the card's signs, salted with the name of the election.
export async function secretOfCard(card, uuid) {
  const password = await crypto.subtle.importKey("raw", utf8(card), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: utf8(uuid), iterations: CARD.rounds };
  return numberOf(new Uint8Array(await crypto.subtle.deriveBits(how, password, 256))) % Q;
}

export function newCard() {
  let number = randomBelow(58n ** BigInt(CARD.signs));
  const check = CARD.check - (number % CARD.check);
  let signs = "";
  for (let place = 0; place < CARD.signs; place += 1) {
    signs = BASE58[Number(number % 58n)] + signs;
    number /= 58n;
  }
  return dashed(signs + BASE58[Number(check)]);
}

// What was typed from a card, or null if it can't be one: blanks and lines don't matter, and a slip of the pen is found.
export function readCard(typed) {
  const signs = typed.replace(/[\s-]/g, "");
  if (signs.length !== CARD.signs + 1 || [...signs].some((sign) => !BASE58.includes(sign))) return null;
  let number = 0n;
  for (const sign of signs.slice(0, CARD.signs)) number = number * 58n + BigInt(BASE58.indexOf(sign));
  return BigInt(BASE58.indexOf(signs[CARD.signs])) === CARD.check - (number % CARD.check) ? dashed(signs) : null;
}

const dashed = (signs) => signs.match(/.{3}/g).join("-");
const utf8 = (text) => new TextEncoder().encode(text);
const sha256 = async (text) => new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(text)));
const numberOf = (bytes) => bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
