// The frame: the list on the left, what is open on the right; on a phone one of the two. The address says which.

import { ClientEvent, EventType, KnownMembership, MatrixEventEvent, RoomEvent, RoomMemberEvent, SyncState, type MatrixClient, type MatrixEvent, type Room, type RoomMember } from "matrix-js-sdk";
import { CryptoEvent } from "matrix-js-sdk/lib/crypto-api/index.js";

import { cardPanel, cardOffer } from "./card";
import { beginCalls } from "./call";
import type { Key } from "./card_code";
import { announce, button, el, empty, icon, notice, soon } from "./dom";
import { isLetIn, type Keys } from "./keys";
import { drawList } from "./list";
import { page, say } from "./page";
import { newPanel } from "./people";
import { RoomView } from "./room";
import { takeScanned } from "./scanned";
import { sealedPanel } from "./sealed";
import { forgetWhatIsOut, sendKept } from "./waiting";
import { conversations, inALine, isWaiting, messages, nameOf, senderOf } from "./rooms";

const AGAIN = 3_000;

export class App {
  private readonly banner = el("div", { class: "chat-banner" });
  private readonly offered = el("div", {});
  private readonly list = el("section", { class: "chat-list", "aria-label": say("conversations") });
  private readonly open = el("section", { class: "chat-open", "aria-label": say("conversation") });
  private room: RoomView | null = null;
  private readonly draw = soon(() => this.redraw());

  constructor(readonly client: MatrixClient, private keys: Keys) {
    const calls = el("div", {});
    page.root.replaceChildren(calls, this.banner, el("div", { class: "chat-panes" }, this.list, this.open));
    page.root.setAttribute("aria-busy", "false");
    addEventListener("hashchange", () => this.go(true));
    addEventListener("online", this.draw);
    addEventListener("online", () => void this.sendWhatWaited()); // what it listened to may not have noticed
    addEventListener("offline", this.draw);
    beginCalls(client, calls);
    this.listen();
    forgetWhatIsOut(client);
    void this.begin();
    void this.fetchUnread();
  }

  /** Whoever comes with a scanned card wants one thing. */
  private async begin(): Promise<void> {
    this.scanned = await takeScanned();
    if (this.scanned) history.replaceState(null, "", "#card");
    this.go(false);
    if (this.keys === "open") void sendKept(this.client).catch(console.error);
  }
  private scanned: Key | "wrong" | null = null;

  /** Once: whoever comes back to the panel types. */
  private scannedCard(): Key | "wrong" | null {
    const taken = this.scanned;
    this.scanned = null;
    return taken;
  }

  /** Where many came in since, the last that was said lies further back than what was fetched. */
  private async fetchUnread(): Promise<void> {
    for (const { room, unread, last } of conversations(this.client)) if (unread && !last) await this.client.scrollback(room, 100).catch(() => undefined);
    this.draw();
  }

  private listen(): void {
    const { client } = this;
    for (const event of [RoomEvent.Name, RoomEvent.MyMembership, RoomEvent.Receipt, RoomEvent.UnreadNotifications, RoomEvent.LocalEchoUpdated, RoomEvent.Redaction, ClientEvent.Room, MatrixEventEvent.Decrypted, MatrixEventEvent.Replaced, RoomMemberEvent.Typing, RoomMemberEvent.Membership])
      client.on(event as RoomEvent.Name, this.draw);
    client.on(ClientEvent.Sync, (state) => {
      if (state === SyncState.Syncing) void this.sendWhatWaited();
      this.draw();
    });
    client.on(RoomMemberEvent.Membership, this.shareWhatWaited);
    client.on(CryptoEvent.KeysChanged, () => void this.lookAtKeys()); // elsewhere one may have begun anew
    client.on(RoomEvent.Timeline, (event, room, toStart) => {
      this.draw();
      if (room && !toStart) this.tell(event, room);
    });
    client.on(MatrixEventEvent.Decrypted, (event) => {
      const room = client.getRoom(event.getRoomId());
      if (room) this.tell(event, room);
    });
  }

  /** Whoever accepts may never have been in the chat before: then what waited for them is opened for them now. */
  private readonly shareWhatWaited = (event: MatrixEvent, member: RoomMember, before?: string): void => {
    const room = this.client.getRoom(member.roomId);
    const isAnswer = before === KnownMembership.Invite && member.membership === KnownMembership.Join && member.userId !== this.client.getUserId();
    const isMine = event.getPrevContent().membership === KnownMembership.Invite && room?.getCreator() === this.client.getUserId();
    const crypto = this.client.getCrypto() as unknown as { shareRoomHistoryWithUser(room: string, user: string): Promise<void> }; // its types hide it
    if (isAnswer && isMine) void crypto.shareRoomHistoryWithUser(member.roomId, member.userId).catch(console.error);
  };

  /** The connection is back: what was written meanwhile goes out, in the order in which it was written. */
  private async sendWhatWaited(): Promise<void> {
    if (this.sends) return;
    this.sends = true;
    try {
      for (const room of this.client.getRooms())
        for (const event of messages(room).filter(isWaiting)) {
          await this.client.resendEvent(event, room);
          announce(say("sent"));
        }
    } catch {
      if (navigator.onLine) setTimeout(() => void this.sendWhatWaited(), AGAIN); // it waits on
    } finally {
      this.sends = false;
    }
  }
  private sends = false;

  /** Whoever hears the page hears what others write now; and each of it once. */
  private tell(event: MatrixEvent, room: Room): void {
    const isNew = event.getTs() > Date.now() - 20_000 && event.getSender() !== this.client.getUserId();
    if (!isNew || event.getType() !== EventType.RoomMessage || this.told.has(event.getId()!)) return;
    this.told.add(event.getId()!);
    announce(say("new_message", { name: senderOf(event, room), room: nameOf(room), text: inALine(event) }));
  }
  private readonly told = new Set<string>();

  private go(byHand: boolean): void {
    const [what = "", name = ""] = location.hash.slice(1).split("/");
    const room = what === "room" ? this.client.getRoom(decodeURIComponent(name)) : null;
    this.isAwaited = byHand && what === "room" && !room;
    this.room?.close();
    this.room = room ? new RoomView(this.client, room, () => this.keys === "sealed") : null;
    document.documentElement.classList.toggle("chat-in-room", what !== "");
    this.open.replaceChildren(this.panel(what));
    this.redraw();
    if (byHand && what) this.open.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
    if (byHand && !what) this.list.querySelector<HTMLElement>(".chat-rows a")?.focus();
  }

  private isAwaited = false; // one went there before the room itself had come

  private panel(what: string): HTMLElement {
    if (this.room) return this.room.element;
    if (what === "new") return newPanel(this.client);
    if (what === "card" && this.keys === "open") return cardPanel(this.client, this.scannedCard());
    if (what === "card" || what === "sealed") return sealedPanel(this.client, this.scannedCard(), (said) => void this.unsealed(said));
    return empty("messages-square", say("choose"), say("choose_why"));
  }

  private async unsealed(said: string): Promise<void> {
    await this.lookAtKeys();
    void sendKept(this.client).catch(console.error);
    location.hash = "";
    announce(said);
  }

  private async lookAtKeys(): Promise<void> {
    this.keys = (await isLetIn(this.client)) ? "open" : "sealed";
    this.redraw();
  }

  private redraw(): void {
    if (!this.room && location.hash.startsWith("#room/") && this.client.getRoom(decodeURIComponent(location.hash.slice(6)))) return this.go(this.isAwaited); // it has just come
    const chosen = this.room?.room.roomId ?? "";
    drawList(this.list, this.client, chosen);
    this.room?.draw();
    const state = this.client.getSyncState();
    const isAway = !navigator.onLine || state === SyncState.Error || state === SyncState.Reconnecting;
    if (isAway !== Boolean(this.banner.firstChild)) this.banner.replaceChildren(...(isAway ? [notice("warn", "wifi-off", say("away"))] : []));
    const offers = this.offers();
    const said = offers.map(({ textContent }) => textContent).join();
    if (said !== this.offered.dataset.said) this.offered.replaceChildren(...offers);
    this.offered.dataset.said = said;
    if (this.list.firstChild !== this.offered) this.list.prepend(this.offered);
  }

  /** What one might do about one's keys, above the list. */
  private offers(): HTMLElement[] {
    const shown: HTMLElement[] = [];
    if (this.keys === "sealed" && location.hash !== "#sealed")
      shown.push(notice("info", "key-round", say("sealed"), el("p", {}, el("a", { class: "button soft", href: "#sealed" }, icon("key-round"), say("unseal")))));
    const offer = this.keys === "open" && !location.hash.startsWith("#card") ? cardOffer(this.client, this.draw) : null;
    if (offer) shown.push(offer);
    return shown;
  }
}

/** Chat is open in another tab: two would spoil each other's keys. */
export function elsewhere(takeOver: () => void): void {
  page.root.setAttribute("aria-busy", "false");
  page.root.replaceChildren(empty("copy", say("elsewhere"), say("elsewhere_why"), button(say("use_here"), "check", "", takeOver)));
}
