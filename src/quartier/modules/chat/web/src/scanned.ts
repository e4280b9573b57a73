// A card that was scanned: the page at card/ (static/chat/card.js) took its key out of the address and laid it into this tab,
// where it outlasts a log-in in between. It is taken from there once.

import { keyOf, type Key } from "./card_code";

const SCANNED = "quartier-chat-scanned"; // also in static/chat/card.js

export async function takeScanned(): Promise<Key | "wrong" | null> {
  const kept = sessionStorage.getItem(SCANNED);
  sessionStorage.removeItem(SCANNED);
  if (!kept) return null;
  const { key, until } = JSON.parse(kept) as { key: string; until: number };
  return until > Date.now() ? ((await keyOf(key)) ?? "wrong") : null;
}
