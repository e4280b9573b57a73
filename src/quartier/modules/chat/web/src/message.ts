// One message: text, photo, file or voice; what it answers to, how others answered, and what can be done with it.

import { EventStatus, EventType, RelationType, type MatrixClient, type MatrixEvent, type Room } from "matrix-js-sdk";

import type { Composer } from "./composer";
import { el, icon, linked } from "./dom";
import { drawFile, type FileContent } from "./files";
import { say, timeOf } from "./page";
import { report } from "./report";
import { failedActs, isFromMe } from "./room";
import { conversation, inALine, isWaiting, mayWrite, senderOf, withoutQuote } from "./rooms";

const ANSWERS = ["👍", "❤️", "😂", "🎉", "😮", "🙏"];

interface Reaction {
  sign: string;
  names: string[];
  mine: MatrixEvent | undefined;
}

/** Another one says that it looks different now. */
export function keyOf(event: MatrixEvent, room: Room): string {
  const answers = reactions(event, room).map(({ sign, names, mine }) => sign + names.join() + (mine?.getId() ?? ""));
  return [event.getId(), mayWrite(room), event.status, isHeldUp(event), event.isRedacted(), event.replacingEventId(), event.getType(), event.isDecryptionFailure(), senderOf(event, room), seenBy(event, room).join(), ...answers].join("|");
}

export function drawMessage(event: MatrixEvent, room: Room, client: MatrixClient, composer: Composer): HTMLElement {
  const isMine = isFromMe(event, client);
  const head = el("p", { class: "bubble-head" }, el("b", { class: isMine || conversation(room).isOfTwo ? "visually-hidden" : null }, isMine ? say("you") : senderOf(event, room)), " ",
    el("span", { class: "meta" }, timeOf(event.getTs()), event.replacingEventId() ? ` · ${say("edited")}` : null, stateOf(event)));
  const item = el("li", { class: `bubble${isMine ? " mine" : ""}`, "data-event": event.getId() }, head, quoted(event, room), body(event, client));
  if (event.status === EventStatus.NOT_SENT && !isWaiting(event)) item.append(failedActs(event, room, client));
  else if (!event.isRedacted() && !event.status) item.append(reactionRow(event, room, client), menu(event, room, client, composer, isMine));
  const seen = isMine ? seenBy(event, room) : [];
  if (seen.length) item.append(el("p", { class: "meta" }, say("seen_by", { names: seen.join(", ") })));
  return item;
}

function stateOf(event: MatrixEvent): string | null {
  if (isWaiting(event) || isHeldUp(event)) return ` · ${say("waits")}`;
  return event.status && event.status !== EventStatus.NOT_SENT && event.status !== EventStatus.SENT ? ` · ${say("sending")}` : null;
}

/** Its keys are tried again for half a minute before it counts as waiting. */
const isHeldUp = (event: MatrixEvent): boolean => !navigator.onLine && (event.status === EventStatus.ENCRYPTING || event.status === EventStatus.SENDING);

function body(event: MatrixEvent, client: MatrixClient): HTMLElement {
  if (event.isRedacted()) return el("p", { class: "bubble-text meta" }, say("deleted"));
  if (event.isDecryptionFailure()) return el("p", { class: "bubble-text meta" }, icon("lock"), " ", say("unreadable"));
  if (event.getType() !== EventType.RoomMessage) return el("p", { class: "bubble-text meta" }, say("opening"));
  const content = (event.replacingEvent()?.getContent()["m.new_content"] ?? event.getContent()) as FileContent;
  if (content.file || content.url) return drawFile(content, client);
  return el("p", { class: "bubble-text", dir: "auto" }, ...linked(withoutQuote(String(content.body ?? ""))));
}

function quoted(event: MatrixEvent, room: Room): HTMLElement | null {
  const id = event.isRedacted() ? undefined : event.replyEventId;
  if (!id) return null;
  const to = room.findEventById(id);
  return el("blockquote", { class: "chat-quote" }, to ? el("b", {}, senderOf(to, room)) : null, " ", to ? inALine(to) : say("older_message"));
}

function reactions(event: MatrixEvent, room: Room): Reaction[] {
  const found = room.relations.getChildEventsForEvent(event.getId()!, RelationType.Annotation, EventType.Reaction)?.getSortedAnnotationsByKey() ?? [];
  return found.map(([sign, given]) => {
    const all = [...given].filter((one) => !one.isRedacted());
    return { sign, names: all.map((one) => senderOf(one, room)), mine: all.find((one) => one.getSender() === room.myUserId) };
  }).filter(({ names }) => names.length);
}

function react(event: MatrixEvent, room: Room, client: MatrixClient, sign: string): void {
  const mine = reactions(event, room).find((one) => one.sign === sign)?.mine;
  if (mine) void client.redactEvent(room.roomId, mine.getId()!);
  else void client.sendEvent(room.roomId, EventType.Reaction, { "m.relates_to": { rel_type: RelationType.Annotation, event_id: event.getId()!, key: sign } });
}

function reactionRow(event: MatrixEvent, room: Room, client: MatrixClient): HTMLElement {
  return el("div", { class: "chat-reactions" }, ...reactions(event, room).map(({ sign, names, mine }) =>
    el("button", { type: "button", "aria-pressed": String(Boolean(mine)), "aria-label": say("reaction", { sign, names: names.join(", ") }), title: names.join(", "), onclick: () => react(event, room, client, sign) }, `${sign} ${names.length}`)));
}

/** Closed until it is wanted; a `details`, so that keys and screen readers know it. */
function menu(event: MatrixEvent, room: Room, client: MatrixClient, composer: Composer, isMine: boolean): HTMLElement | string {
  const close = (does: () => unknown) => () => {
    list.open = false;
    list.querySelector("summary")?.focus();
    does();
  };
  const act = (label: string, sign: string, does: () => unknown) => el("button", { type: "button", class: "plain", onclick: close(does) }, icon(sign), " ", label);
  const canDelete = isMine || (Boolean(room.getCanonicalAlias()) && room.currentState.maySendRedactionForEvent(event, client.getUserId()!));
  const isText = event.getContent().msgtype === "m.text";
  const maySay = mayWrite(room);
  const mayReact = room.currentState.maySendEvent(EventType.Reaction, room.myUserId);
  if (!maySay && !mayReact && !canDelete && isMine) return "";
  const list: HTMLDetailsElement = el("details", { class: "chat-menu" },
    el("summary", { "aria-label": say("more_of", { name: isMine ? say("you") : senderOf(event, room) }) }, icon("ellipsis")),
    mayReact && el("div", { class: "chat-signs", role: "group", "aria-label": say("react") }, ...ANSWERS.map((sign) => el("button", { type: "button", class: "chat-icon", onclick: close(() => react(event, room, client, sign)) }, sign))),
    el("div", { class: "bubble-acts" },
      maySay && act(say("reply"), "reply", () => composer.answer(event)),
      maySay && isMine && isText ? act(say("edit"), "pencil", () => composer.edit(event)) : null,
      canDelete ? act(say("delete"), "trash-2", () => void client.redactEvent(room.roomId, event.getId()!)) : null,
      isMine ? null : act(say("report"), "flag", () => report(event, room))));
  return list;
}

/** Of those who let others see it; the last message that they have read. */
function seenBy(event: MatrixEvent, room: Room): string[] {
  if (event.getSender() !== room.myUserId || event.status) return [];
  return room.getReceiptsForEvent(event).filter(({ userId, type }) => type === "m.read" && userId !== room.myUserId).map(({ userId }) => room.getMember(userId)?.name ?? "");
}
