// One conversation: who can read it, what was said, and where one writes.

import { EventType, type MatrixClient, type MatrixEvent, ReceiptType, type Room } from "matrix-js-sdk";
import { CryptoEvent } from "matrix-js-sdk/lib/crypto-api/index.js";

import { drawButtons, drawCall, isCall, outcome } from "./call_lines";
import { Composer } from "./composer";
import { button, el, icon } from "./dom";
import { READ } from "./list";
import { drawMessage, keyOf } from "./message";
import { drawNewKeys } from "./new_keys";
import { dayOf, isSameDay, say } from "./page";
import { back } from "./people";
import { roomMenu } from "./room_menu";
import { conversation, mayWrite, messages, nameOf, pageOf, sortOf, whoCanRead } from "./rooms";

const SILENT = { people: "silent", group: "silent", all: "silent", matter: "silent_matter", news: "silent_news" };
const AT_THE_END = 120; // pixels from the end of what was said that still count as there

export class RoomView {
  readonly element: HTMLElement;
  private readonly calls = el("div", { class: "call-begin" });
  private readonly title = el("h2", { tabindex: -1 });
  private readonly shield = el("button", { type: "button", class: "chat-shield", "aria-expanded": "false", onclick: () => this.unfold() });
  private readonly said = el("ol", { class: "thread chat-said", role: "list" });
  private readonly scroll = el("div", { class: "chat-scroll", tabindex: 0, role: "region", "aria-label": say("messages") }, this.said);
  private readonly newKeys = el("div", {});
  private readonly silent = el("p", { class: "chat-silent meta" });
  private readonly typing = el("p", { class: "chat-typing meta" });
  private readonly composer: Composer;
  private readonly drawn = new Map<string, { key: string; item: HTMLElement }>();
  private readonly grows = new ResizeObserver(() => this.stays && this.toEnd()); // photos come later
  private isOver = false;
  private stays = true;
  private loading: Promise<void> | null = null;
  private top = 0;

  constructor(private readonly client: MatrixClient, readonly room: Room, private readonly isSealed: () => boolean) {
    this.composer = new Composer(client, room, () => this.draw());
    const to = pageOf(room);
    this.element = el("div", { class: "chat-room" },
      el("header", { class: "chat-head" }, el("div", { class: "chat-title" }, back(), this.title, this.calls, roomMenu(client, room)), this.shield, to ? el("p", { class: "chat-to" }, el("a", { href: to }, icon("handshake"), say("to_matter"))) : null),
      this.newKeys, this.scroll, this.typing, this.silent, this.composer.element);
    this.scroll.addEventListener("scroll", () => void this.scrolled());
    document.addEventListener("visibilitychange", this.seen);
    this.grows.observe(this.said);
    this.grows.observe(this.scroll);
    client.on(CryptoEvent.UserTrustStatusChanged, this.lookAtKeys);
    void room.loadMembersIfNeeded().then(() => this.draw()).then(this.lookAtKeys);
    void this.fill();
  }

  close(): void {
    this.isOver = true;
    this.grows.disconnect();
    document.removeEventListener("visibilitychange", this.seen);
    this.client.off(CryptoEvent.UserTrustStatusChanged, this.lookAtKeys);
    this.composer.close();
  }

  /** On a phone it is a line until one wants to read it whole. */
  private unfold(): void {
    this.shield.setAttribute("aria-expanded", String(this.shield.getAttribute("aria-expanded") !== "true"));
  }

  private readonly lookAtKeys = (): void => void drawNewKeys(this.newKeys, this.client, this.room).catch(console.error);

  draw(): void {
    if (this.isOver) return;
    void this.room.decryptAllEvents(); // the library opens what is unread, and of the rest the last one alone
    const isOpen = this.room.hasEncryptionStateEvent();
    this.title.textContent = nameOf(this.room);
    this.shield.replaceChildren(icon(isOpen ? "shield-check" : "lock-open"), el("span", {}, whoCanRead(this.room)));
    this.drawSilence();
    drawButtons(this.calls, this.room);
    this.drawMessages();
    this.drawTyping();
    if (this.stays) this.toEnd();
    this.seen();
  }

  /** Why one can't write here, in place of where one would. */
  private drawSilence(): void {
    const why = this.isSealed() && this.room.hasEncryptionStateEvent() ? "silent_sealed" : mayWrite(this.room) ? "" : SILENT[sortOf(this.room)];
    this.composer.element.hidden = Boolean(why);
    this.silent.hidden = !why;
    if (this.silent.dataset.why === why) return;
    this.silent.dataset.why = why;
    this.silent.replaceChildren(...(why ? [say(why), " "] : []), ...(why === "silent_sealed" ? [el("a", { href: "#sealed" }, say("unseal"))] : []));
  }

  private drawMessages(): void {
    const items: HTMLElement[] = [];
    let before: MatrixEvent | null = null;
    for (const events of together(messages(this.room))) {
      const event = events[0]!;
      if (!before || !isSameDay(before.getTs(), event.getTs())) items.push(this.line(`day ${dayOf(event.getTs())}`, () => el("li", { class: "thread-event chat-day" }, el("h3", {}, dayOf(event.getTs())))));
      if (events.length > 1) items.push(this.line(`closed ${event.getId()} ${events.length}`, () => el("li", { class: "thread-event" }, icon("lock"), el("span", {}, say("closed", { count: events.length })))));
      else items.push(this.item(event));
      before = events.at(-1)!;
    }
    if (!before) items.push(this.line("nothing", () => el("li", { class: "thread-event" }, say("nothing_said"))));
    const from = this.fromWhen();
    if (from) items.unshift(this.line(from, () => el("li", { class: "thread-event chat-from" }, say(from))));
    const focused = document.activeElement;
    const at = this.said.contains(focused) ? focused?.closest<HTMLElement>("[data-event]")?.dataset.event : undefined;
    if (items.length === this.said.children.length && items.every((item, place) => this.said.children[place] === item)) return;
    this.said.replaceChildren(...items);
    if (focused instanceof HTMLElement && this.said.contains(focused)) focused.focus({ preventScroll: true });
    else if (at) this.said.querySelector<HTMLElement>(`[data-event="${CSS.escape(at)}"] summary`)?.focus({ preventScroll: true }); // it looks different now
  }

  /** What those read who come later: said above the messages of every room but those of two. */
  private fromWhen(): string {
    if (sortOf(this.room) === "news") return "news_from_here";
    return conversation(this.room).isOfTwo ? "" : "group_from_here";
  }

  private line(key: string, make: () => HTMLElement): HTMLElement {
    const known = this.drawn.get(key);
    if (known) return known.item;
    const item = make();
    this.drawn.set(key, { key, item });
    return item;
  }

  /** What hasn't changed stays the same element: an open menu stays open, a sound goes on. */
  private item(event: MatrixEvent): HTMLElement {
    const id = event.getTxnId() ?? event.getId()!;
    const key = isCall(event) ? outcome(event, this.room).words : keyOf(event, this.room);
    const known = this.drawn.get(id);
    if (known?.key === key) return known.item;
    const item = isCall(event) ? drawCall(event, this.room) : drawMessage(event, this.room, this.client, this.composer);
    if (known?.item.querySelector("details[open]")) item.querySelector("details")?.setAttribute("open", "");
    this.drawn.set(id, { key, item });
    return item;
  }

  private drawTyping(): void {
    const names = this.room.getMembers().filter((member) => member.typing && member.userId !== this.client.getUserId()).map(({ name }) => name);
    this.typing.textContent = names.length ? say(names.length === 1 ? "typing_one" : "typing_many", { names: names.join(", ") }) : "";
  }

  private isAtEnd(): boolean {
    return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < AT_THE_END;
  }

  private toEnd(): void {
    this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  /** Only whoever moves up leaves the end: what grows beneath (a photo has come) takes nobody away from it. */
  private async scrolled(): Promise<void> {
    const top = this.scroll.scrollTop;
    this.stays = this.isAtEnd() || (this.stays && top >= this.top - 2);
    this.top = top;
    if (this.scroll.scrollTop < 80) await this.older();
    if (this.isAtEnd()) this.seen();
  }

  /** So much that one sees what was said last, however many came in or left since. */
  private async fill(): Promise<void> {
    for (let tries = 0; tries < 8 && this.hasOlder() && messages(this.room).length < 20; tries += 1) await this.older();
  }

  /** More of what was said before; what is being read stays where it is. */
  private older(): Promise<void> {
    this.loading ??= this.load().finally(() => (this.loading = null));
    return this.loading;
  }

  private async load(): Promise<void> {
    if (!this.hasOlder()) return;
    const fromEnd = this.scroll.scrollHeight - this.scroll.scrollTop;
    await this.client.scrollback(this.room, 40);
    this.draw();
    if (!this.isAtEnd()) this.scroll.scrollTop = this.scroll.scrollHeight - fromEnd;
  }

  private hasOlder(): boolean {
    return !this.isOver && Boolean(this.room.getLiveTimeline().getPaginationToken("b" as never));
  }

  /** Only the server learns that, unless one lets the others see it too. */
  private readonly seen = (): void => {
    const last = this.room.getLiveTimeline().getEvents().filter((event) => !event.status).at(-1);
    if (this.isOver || document.hidden || !last || !this.isAtEnd()) return;
    if (this.room.hasUserReadEvent(this.client.getUserId()!, last.getId()!)) return;
    const kind = localStorage.getItem(READ) === "shown" ? ReceiptType.Read : ReceiptType.ReadPrivate;
    void this.client.sendReadReceipt(last, kind).catch(() => undefined); // it is sent with the next one
  };
}

/** Neighbouring messages that can't be opened here are told of in one line: what was said before one came, mostly. */
function together(all: MatrixEvent[]): MatrixEvent[][] {
  const found: MatrixEvent[][] = [];
  for (const event of all) {
    const last = found.at(-1);
    const isClosed = event.isDecryptionFailure() && last?.[0]?.isDecryptionFailure() && isSameDay(last[0].getTs(), event.getTs());
    if (isClosed) last!.push(event);
    else found.push([event]);
  }
  return found;
}

/** A message of mine that did not go out: again, or away with it. */
export function failedActs(event: MatrixEvent, room: Room, client: MatrixClient): HTMLElement {
  return el("div", { class: "bubble-acts" }, el("b", {}, say("not_sent")),
    button(say("again"), "refresh-cw", "quiet", () => void client.resendEvent(event, room)),
    button(say("discard"), "trash-2", "quiet", () => client.cancelPendingEvent(event)));
}

export const isFromMe = (event: MatrixEvent, client: MatrixClient): boolean => event.getSender() === client.getUserId();
export const MESSAGE = EventType.RoomMessage;
