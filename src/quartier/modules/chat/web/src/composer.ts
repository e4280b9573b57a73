// Where one writes: text, an answer, a correction, photos, files and one's voice. What was typed stays while one looks elsewhere.

import { MsgType, RelationType, type MatrixClient, type MatrixEvent, type Room } from "matrix-js-sdk";
import type { RoomMessageEventContent } from "matrix-js-sdk/lib/types.js";

import { announce, el, icon, iconButton } from "./dom";
import { sendFile } from "./files";
import { say } from "./page";
import { inALine, isWaiting, messages, nameOf, senderOf, withoutQuote } from "./rooms";
import { Recorder } from "./voice";
import { send } from "./waiting";

const TYPING = 15_000;
const typed = new Map<string, string>(); // by room, for as long as the page is open
const isPhone = matchMedia("(pointer: coarse)").matches;

export class Composer {
  readonly element: HTMLElement;
  private readonly field: HTMLTextAreaElement;
  private readonly about = el("div", { class: "chat-about" });
  private readonly uploads = el("div", { class: "chat-uploads", role: "status" });
  private readonly wrong = el("p", { class: "field-error", role: "alert" });
  private readonly recorder: Recorder;
  private to: MatrixEvent | null = null;
  private old: MatrixEvent | null = null;
  private toldTyping = 0;

  constructor(private readonly client: MatrixClient, private readonly room: Room, private readonly changed: () => void) {
    const files = el("input", { type: "file", multiple: true, hidden: true, onchange: () => void this.sendFiles([...(files.files ?? [])]).finally(() => (files.value = "")) });
    this.recorder = new Recorder((sound, seconds) => this.attach(() => sendFile(client, room.roomId, sound, { seconds })), (why) => (this.wrong.textContent = why));
    this.field = el("textarea", { id: "chat-text", rows: 1, maxlength: 20000, enterkeyhint: isPhone ? "enter" : "send", autocomplete: "off", "aria-label": say("write_to", { name: nameOf(room) }), placeholder: say("write"), dir: "auto" });
    this.field.value = typed.get(room.roomId) ?? "";
    this.field.addEventListener("input", () => this.typing());
    this.field.addEventListener("paste", (event) => this.pasted(event));
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    this.element = el("form", { class: "chat-composer", onsubmit: (event: Event) => {
      event.preventDefault();
      void this.send();
    } }, this.about, this.uploads, this.recorder.element,
    el("div", { class: "chat-write" },
      files, iconButton(say("attach"), "paperclip", () => files.click()),
      this.field,
      this.recorder.isPossible ? iconButton(say("record"), "mic", () => void this.recorder.start(), { class: "chat-icon chat-mic" }) : null,
      el("button", { type: "submit", class: "button chat-send", "aria-label": say("send"), title: say("send") }, icon("send"))), this.wrong);
  }

  close(): void {
    typed.set(this.room.roomId, this.field.value);
    this.recorder.cancel();
    this.stopTyping();
  }

  answer(event: MatrixEvent): void {
    this.tellAbout(say("answer_to", { name: senderOf(event, this.room) }), inALine(event));
    this.to = event;
  }

  edit(event: MatrixEvent): void {
    this.tellAbout(say("editing"), inALine(event));
    this.old = event;
    this.field.value = withoutQuote(inALine(event));
    this.grow();
  }

  private tellAbout(title: string, text: string): void {
    this.to = this.old = null;
    this.about.replaceChildren(el("blockquote", { class: "chat-quote" }, el("b", {}, title), " ", text), iconButton(say("cancel"), "x", () => this.clear()));
    this.field.focus();
  }

  private clear(): void {
    if (this.old) this.field.value = "";
    this.to = this.old = null;
    this.about.replaceChildren();
    this.grow();
    this.field.focus();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.about.firstChild) this.clear();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || isPhone) return;
    event.preventDefault();
    void this.send();
  }

  private async send(): Promise<void> {
    const text = this.field.value.trim();
    if (!text) return this.field.focus();
    const content = this.content(text);
    this.field.value = "";
    this.clear();
    this.stopTyping();
    if (!navigator.onLine) announce(say("waits"));
    const isOut = await this.attach(() => send(this.client, this.room.roomId, content), true);
    announce(say(isOut ? "sent" : messages(this.room).some(isWaiting) ? "waits" : "not_sent"));
  }

  private content(text: string): RoomMessageEventContent {
    const said = { msgtype: MsgType.Text as const, body: text };
    if (this.old) return { ...said, body: `* ${text}`, "m.new_content": said, "m.relates_to": { rel_type: RelationType.Replace, event_id: this.old.getId()! } } as RoomMessageEventContent;
    if (this.to) return { ...said, "m.relates_to": { "m.in_reply_to": { event_id: this.to.getId()! } } } as RoomMessageEventContent;
    return said;
  }

  private async sendFiles(files: Iterable<File>): Promise<void> {
    const wrong: string[] = []; // the next one takes away what was said of the one before
    for (const file of files) {
      const bar = el("progress", { max: 1, value: 0, "aria-label": say("uploads", { name: file.name }) });
      this.uploads.replaceChildren(el("p", { class: "meta" }, say("uploads", { name: file.name })), bar);
      const isOut = await this.attach(() => sendFile(this.client, this.room.roomId, file, { progress: (part) => (bar.value = part) }));
      if (!isOut) wrong.push(`${file.name}: ${this.wrong.textContent}`);
    }
    this.uploads.replaceChildren();
    if (wrong.length) this.wrong.textContent = wrong.join(" ");
  }

  private pasted(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    void this.sendFiles(files);
  }

  /** Says what the server refused, in its own sentence. */
  private async attach(does: () => Promise<unknown>, mayWait = false): Promise<boolean> {
    this.wrong.textContent = "";
    try {
      await does();
      this.changed();
      return true;
    } catch (error) {
      const waits = mayWait && messages(this.room).some(isWaiting); // it stands there and says so
      if (!waits) this.wrong.textContent = (error as { data?: { error?: string } }).data?.error ?? ((error as Error).name === "TooBig" ? (error as Error).message : say("not_sent_why"));
    }
    this.changed();
    return false;
  }

  private typing(): void {
    this.grow();
    typed.set(this.room.roomId, this.field.value);
    if (Date.now() - this.toldTyping < TYPING / 2 || !this.field.value) return;
    this.toldTyping = Date.now();
    void this.client.sendTyping(this.room.roomId, true, TYPING).catch(() => undefined); // nobody misses it
  }

  private stopTyping(): void {
    if (this.toldTyping) void this.client.sendTyping(this.room.roomId, false, 0).catch(() => undefined);
    this.toldTyping = 0;
  }

  private grow(): void {
    this.field.rows = Math.min(6, this.field.value.split("\n").length);
  }
}
