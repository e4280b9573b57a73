// One conversation: who can read it, what was said, and where one writes.

import { EventType, type MatrixClient, type MatrixEvent, ReceiptType, type Room } from "matrix-js-sdk";

import { drawButtons, drawCall, isCall, outcome } from "./call_lines";
import { Composer } from "./composer";
import { button, el, icon } from "./dom";
import { READ } from "./list";
import { drawMessage, keyOf } from "./message";
import { dayOf, isSameDay, say } from "./page";
import { back } from "./people";
import { conversation, messages, nameOf, whoCanRead } from "./rooms";

const AT_THE_END = 120; // pixels from the end of what was said that still count as there

export class RoomView {
  readonly element: HTMLElement;
  private readonly calls = el("div", { class: "call-begin" });
  private readonly title = el("h2", { tabindex: -1 });
  private readonly shield = el("p", { class: "chat-shield" });
  private readonly said = el("ol", { class: "thread chat-said", role: "list" });
  private readonly scroll = el("div", { class: "chat-scroll", tabindex: 0, role: "region", "aria-label": say("messages") }, this.said);
  private readonly typing = el("p", { class: "chat-typing meta" });
  private readonly composer: Composer;
  private readonly drawn = new Map<string, { key: string; item: HTMLElement }>();
  private readonly grows = new ResizeObserver(() => this.stays && this.toEnd()); // photos come later
  private isOver = false;
  private stays = true;
  private loads = false;

  constructor(private readonly client: MatrixClient, readonly room: Room) {
    this.composer = new Composer(client, room, () => this.draw());
    this.element = el("div", { class: "chat-room" },
      el("header", { class: "chat-head" }, back(), el("div", { class: "chat-title" }, this.title, this.calls), this.shield), this.scroll, this.typing, this.composer.element);
    this.scroll.addEventListener("scroll", () => void this.scrolled());
    document.addEventListener("visibilitychange", this.seen);
    this.grows.observe(this.said);
    this.grows.observe(this.scroll);
    void room.loadMembersIfNeeded().then(() => this.draw());
    if (messages(room).length < 20) void this.older();
  }

  close(): void {
    this.isOver = true;
    this.grows.disconnect();
    document.removeEventListener("visibilitychange", this.seen);
    this.composer.close();
  }

  draw(): void {
    if (this.isOver) return;
    const isOpen = this.room.hasEncryptionStateEvent();
    this.title.textContent = nameOf(this.room);
    this.shield.replaceChildren(icon(isOpen ? "shield-check" : "lock-open"), el("span", {}, whoCanRead(this.room)));
    drawButtons(this.calls, this.room);
    this.drawMessages();
    this.drawTyping();
    if (this.stays) this.toEnd();
    this.seen();
  }

  private drawMessages(): void {
    const items: HTMLElement[] = [];
    let before: MatrixEvent | null = null;
    for (const event of messages(this.room)) {
      if (!before || !isSameDay(before.getTs(), event.getTs())) items.push(el("li", { class: "thread-event chat-day" }, el("h3", {}, dayOf(event.getTs()))));
      items.push(this.item(event));
      before = event;
    }
    if (!before) items.push(el("li", { class: "thread-event" }, say("nothing_said")));
    if (!conversation(this.room).isOfTwo) items.unshift(el("li", { class: "thread-event" }, say("group_from_here")));
    const focused = document.activeElement;
    if (items.length === this.said.children.length && items.every((item, place) => this.said.children[place] === item)) return;
    this.said.replaceChildren(...items);
    if (focused instanceof HTMLElement && this.said.contains(focused)) focused.focus({ preventScroll: true });
  }

  /** What hasn't changed stays the same element: an open menu stays open, a sound goes on. */
  private item(event: MatrixEvent): HTMLElement {
    const id = event.getTxnId() ?? event.getId()!;
    const key = isCall(event) ? outcome(event, this.room).words : keyOf(event, this.room);
    const known = this.drawn.get(id);
    if (known?.key === key) return known.item;
    const item = isCall(event) ? drawCall(event, this.room) : drawMessage(event, this.room, this.client, this.composer);
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

  private async scrolled(): Promise<void> {
    this.stays = this.isAtEnd();
    if (this.scroll.scrollTop < 80) await this.older();
    if (this.isAtEnd()) this.seen();
  }

  /** More of what was said before; what is being read stays where it is. */
  private async older(): Promise<void> {
    if (this.loads || !this.room.getLiveTimeline().getPaginationToken("b" as never)) return;
    this.loads = true;
    const fromEnd = this.scroll.scrollHeight - this.scroll.scrollTop;
    try {
      await this.client.scrollback(this.room, 40);
      this.draw();
      if (!this.isAtEnd()) this.scroll.scrollTop = this.scroll.scrollHeight - fromEnd;
    } finally {
      this.loads = false;
    }
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

/** A message of mine that did not go out: again, or away with it. */
export function failedActs(event: MatrixEvent, room: Room, client: MatrixClient): HTMLElement {
  return el("div", { class: "bubble-acts" }, el("b", {}, say("not_sent")),
    button(say("again"), "refresh-cw", "quiet", () => void client.resendEvent(event, room)),
    button(say("discard"), "trash-2", "quiet", () => client.cancelPendingEvent(event)));
}

export const isFromMe = (event: MatrixEvent, client: MatrixClient): boolean => event.getSender() === client.getUserId();
export const MESSAGE = EventType.RoomMessage;
