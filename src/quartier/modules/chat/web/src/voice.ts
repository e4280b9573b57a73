// One's voice: recorded here, heard by nobody before it is sent.

import { button, el } from "./dom";
import { say } from "./page";

const LONGEST = 300; // seconds

export class Recorder {
  readonly element = el("div", { class: "chat-voice", hidden: true });
  readonly isPossible = Boolean(globalThis.MediaRecorder && navigator.mediaDevices);
  private recorder: MediaRecorder | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly send: (sound: Blob, seconds: number) => Promise<boolean>, private readonly fail: (why: string) => void) {}

  async start(): Promise<void> {
    if (this.recorder) return;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      this.record(stream);
    } catch {
      this.fail(say("no_microphone"));
    }
  }

  cancel(): void {
    if (this.recorder) this.end(false);
  }

  private record(stream: MediaStream): void {
    const parts: Blob[] = [];
    const began = Date.now();
    const recorder = (this.recorder = new MediaRecorder(stream));
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => {
      stream.getTracks().forEach((track) => track.stop());
      if (this.isKept) void this.deliver(new Blob(parts, { type: recorder.mimeType.split(";")[0] ?? "" }), (Date.now() - began) / 1000);
    };
    recorder.start();
    const time = el("span", { role: "timer" }, "0:00");
    this.element.replaceChildren(el("p", {}, el("b", {}, say("recording")), " ", time), button(say("send"), "send", "", () => this.end(true)), button(say("cancel"), "x", "quiet", () => this.end(false)));
    this.element.hidden = false;
    this.element.querySelector("button")?.focus(); // what was pressed is covered now
    this.timer = setInterval(() => {
      const seconds = Math.floor((Date.now() - began) / 1000);
      time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
      if (seconds >= LONGEST) this.end(true);
    }, 250);
  }
  private isKept = false;

  /** What didn't go out isn't lost: it can be sent again. */
  private async deliver(sound: Blob, seconds: number): Promise<void> {
    this.element.hidden = true;
    if ((await this.send(sound, seconds)) || this.recorder) return;
    const away = button(say("discard"), "trash-2", "quiet", () => (this.element.hidden = true));
    this.element.replaceChildren(el("p", {}, el("b", {}, say("voice")), " ", say("not_sent")), button(say("again"), "refresh-cw", "", () => void this.deliver(sound, seconds)), away);
    this.element.hidden = false;
  }

  private end(isKept: boolean): void {
    this.isKept = isKept;
    clearInterval(this.timer);
    this.recorder?.stop();
    this.recorder = null;
    const had = this.element.contains(document.activeElement);
    this.element.hidden = true;
    if (had) this.element.parentElement?.querySelector<HTMLElement>(".chat-mic")?.focus();
  }
}
