// What the page hands over: addresses, words in the reader's language, and nothing of the chat itself.

export interface Page {
  root: HTMLElement;
  session: string;
  people: string;
  card: string;
  report: string;
  meets: string;
  neighbour: string;
  reset: string;
  seen: string;
  passkeys: string[];
  login: string;
  crypto: string;
  icons: string;
  relay: boolean;
  name: string;
  quarter: string;
  matter: string;
  announces: boolean;
  language: string;
  csrf: string;
  words: Record<string, string>;
}

const root = document.getElementById("chat") as HTMLElement;
const given = root.dataset;
const text = (name: string): string => given[name] ?? "";

export const page: Page = {
  root,
  session: text("session"),
  people: text("people"),
  card: text("card"),
  report: text("report"),
  meets: text("meets"),
  neighbour: text("neighbour"),
  reset: text("reset"),
  seen: text("seen"),
  passkeys: text("passkeys").split(" ").filter(Boolean),
  login: text("login"),
  crypto: text("crypto"),
  icons: text("icons"),
  relay: text("relay") === "yes",
  name: text("name"),
  quarter: text("quarter"),
  matter: text("matter"),
  announces: text("announces") === "yes",
  language: document.documentElement.lang || "de",
  csrf: document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "",
  words: JSON.parse(text("words") || "{}") as Record<string, string>,
};

/** A sentence from Django's catalogues; `%(name)s` in it is filled in. */
export function say(key: string, values: Record<string, string | number> = {}): string {
  const sentence = page.words[key] ?? key;
  return sentence.replace(/%\((\w+)\)s/g, (_all, name: string) => String(values[name] ?? ""));
}

/** Of two sentences the one that fits the number. */
export function sayMany(key: string, count: number): string {
  return say(count === 1 ? `${key}_one` : `${key}_many`, { count });
}

const clock = new Intl.DateTimeFormat(page.language, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(page.language, { weekday: "long", day: "numeric", month: "long" });
const short = new Intl.DateTimeFormat(page.language, { day: "numeric", month: "short" });

export const timeOf = (moment: number): string => clock.format(moment);
export const isSameDay = (one: number, other: number): boolean => new Date(one).toDateString() === new Date(other).toDateString();

export function dayOf(moment: number): string {
  if (isSameDay(moment, Date.now())) return say("today");
  return isSameDay(moment, Date.now() - 86_400_000) ? say("yesterday") : day.format(moment);
}

/** In a list: the time of today's, the day of older ones. */
export function lately(moment: number): string {
  return isSameDay(moment, Date.now()) ? clock.format(moment) : short.format(moment);
}

/** Asks our own site. What it refuses comes as an error with its sentence. */
export async function ask(address: string, body?: Record<string, string>): Promise<unknown> {
  const sent: RequestInit = body
    ? { method: "POST", body: new URLSearchParams(body), headers: { "X-CSRFToken": page.csrf, Accept: "application/json" } }
    : { headers: { Accept: "application/json" } };
  const answer = await fetch(address, { ...sent, credentials: "same-origin", redirect: "manual" });
  if (answer.type === "opaqueredirect" || answer.status === 401) throw new LoggedOut();
  const said = (await answer.json().catch(() => ({}))) as { error?: string };
  if (!answer.ok) throw new Refusal(said.error || say("not_there"), answer.status);
  return said;
}

export class LoggedOut extends Error {}
export class Refusal extends Error {
  constructor(sentence: string, readonly status: number) {
    super(sentence);
  }
}
