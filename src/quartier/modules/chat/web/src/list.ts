// My conversations, the newest first; and what this device knows of a word that was typed.

import type { MatrixClient, MatrixEvent, Room } from "matrix-js-sdk";

import { hideChoice } from "./call_settings";
import { button, el, empty, icon } from "./dom";
import { lately, page, say, sayMany } from "./page";
import { acceptInvitation, conversations, inALine, messages, nameOf, senderOf, sortOf, type Conversation } from "./rooms";

const MOST_FOUND = 30;
export const READ = "quartier-chat-read"; // in this browser
const SIGNS = { people: "users", group: "users", matter: "handshake", news: "megaphone", all: "users" };
let wanted = "";

export function drawList(into: HTMLElement, client: MatrixClient, chosen: string): void {
  if (!into.querySelector(".chat-rows")) into.append(...frame(into, client, chosen));
  into.dataset.chosen = chosen;
  drawRows(into.querySelector(".chat-rows")!, client, chosen);
}

function frame(into: HTMLElement, client: MatrixClient, chosen: string): HTMLElement[] {
  const search = el("input", { type: "search", id: "chat-search", autocomplete: "off", oninput: () => {
    wanted = search.value.trim().toLocaleLowerCase(page.language);
    if (wanted) for (const room of client.getVisibleRooms()) void room.decryptAllEvents();
    drawRows(into.querySelector(".chat-rows")!, client, into.dataset.chosen ?? chosen);
  } });
  return [
    el("h2", { class: "visually-hidden" }, say("conversations")),
    el("p", {}, el("a", { class: "button", href: "#new" }, icon("plus"), say("new"))),
    el("div", { class: "field chat-search" }, el("label", { for: "chat-search" }, say("search")), search),
    el("div", { class: "chat-rows" }),
    showsRead(),
    hideChoice(),
  ];
}

/** Off until somebody wants it: what one has read is nobody else's business. */
function showsRead(): HTMLElement {
  const box: HTMLInputElement = el("input", { type: "checkbox", checked: localStorage.getItem(READ) === "shown", onchange: () => (box.checked ? localStorage.setItem(READ, "shown") : localStorage.removeItem(READ)) });
  return el("label", { class: "chat-choice" }, box, say("show_read"));
}

function drawRows(into: Element, client: MatrixClient, chosen: string): void {
  const focused = (document.activeElement as HTMLElement | null)?.dataset?.room;
  const all = conversations(client);
  if (wanted) into.replaceChildren(...found(all));
  else if (all.length) into.replaceChildren(el("ul", { class: "chat-conversations" }, ...all.map((one) => row(one, client, chosen))));
  else into.replaceChildren(empty("messages-square", say("none"), say("none_why")));
  if (focused) into.querySelector<HTMLElement>(`[data-room="${CSS.escape(focused)}"]`)?.focus();
}

function row(one: Conversation, client: MatrixClient, chosen: string): HTMLElement {
  if (one.isInvitation) return invitation(one, client);
  const { room, name, last, unread } = one;
  const said = last ? (one.isOfTwo ? "" : `${senderOf(last, room)}: `) + inALine(last) : say("nothing_said");
  return el("li", {}, el("a", { href: address(room.roomId), class: "chat-conversation", "data-room": room.roomId, "aria-current": room.roomId === chosen ? "true" : null },
    el("span", { class: "avatar", "aria-hidden": "true" }, one.isOfTwo ? initials(name) : icon(SIGNS[sortOf(room)])),
    el("span", { class: "chat-name" }, el("b", {}, name), last ? el("span", { class: "meta" }, lately(one.moment)) : null),
    el("span", { class: "chat-last meta" }, said),
    unread ? el("span", { class: "chat-unread" }, String(unread), el("span", { class: "visually-hidden" }, ` ${sayMany("unread", unread)}`)) : null,
  ));
}

function invitation(one: Conversation, client: MatrixClient): HTMLElement {
  const wrong = el("p", { role: "alert" });
  const answer = (does: () => Promise<unknown>) => () => void does().catch((error: { data?: { error?: string } }) => (wrong.textContent = error.data?.error ?? say("not_there")));
  return el("li", { class: "card" },
    el("h3", { class: "card-title" }, say("wants_to_write", { name: one.name })),
    el("p", {}, say("wants_to_write_why")),
    el("div", { class: "chat-acts" },
      button(say("accept"), "check", "", answer(async () => {
        await acceptInvitation(client, one.room);
        location.hash = address(one.room.roomId);
      })),
      button(say("decline"), "x", "quiet", answer(() => client.leave(one.room.roomId))),
    ), wrong);
}

/** Names first, then what was said, as far as this device has it. */
function found(all: Conversation[]): HTMLElement[] {
  const fits = (text: string): boolean => text.toLocaleLowerCase(page.language).includes(wanted);
  const named = all.filter(({ name }) => fits(name));
  const said = all.flatMap(({ room }) => messages(room).filter((event) => !event.isDecryptionFailure() && fits(inALine(event))).map((event) => ({ room, event })));
  said.sort((one, other) => other.event.getTs() - one.event.getTs());
  const rows = [...named.map(({ room, name }) => hit(room.roomId, name, "")), ...said.slice(0, MOST_FOUND).map(({ room, event }) => hit(room.roomId, nameOf(room), line(event, room), event))];
  const count = el("p", { class: "meta", role: "status" }, sayMany("found", rows.length), " ", say("found_why"));
  return [count, el("ul", { class: "chat-conversations" }, ...rows)];
}

const line = (event: MatrixEvent, room: Room): string => `${senderOf(event, room)}: ${inALine(event)}`;
const address = (roomId: string): string => `#room/${encodeURIComponent(roomId)}`;

function hit(roomId: string, name: string, text: string, event?: MatrixEvent): HTMLElement {
  const when = event ? el("span", { class: "meta" }, lately(event.getTs())) : null;
  return el("li", {}, el("a", { href: address(roomId), class: "chat-conversation" },
    el("span", { class: "avatar", "aria-hidden": "true" }, icon(event ? "message-circle" : "users")),
    el("span", { class: "chat-name" }, el("b", {}, name), when), el("span", { class: "chat-last meta" }, text)));
}

export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...(word ?? "")][0] ?? "").join("").toLocaleUpperCase(page.language);
}
