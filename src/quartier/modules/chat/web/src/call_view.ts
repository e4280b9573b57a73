// A call as one sees it: it rings, it goes on, it ended. Above the conversations; on a phone all of the screen, or a line of it.

import { CallState, type MatrixCall } from "matrix-js-sdk/lib/webrtc/call.js";
import { CallFeedEvent } from "matrix-js-sdk/lib/webrtc/callFeed.js";

import { announce, button, el, icon } from "./dom";
import { initials } from "./list";
import { say } from "./page";
import type { Kind } from "./call";

interface Acts {
  accept: (kind: Kind) => void;
  decline: () => void;
  hangUp: () => void;
}

export class CallView {
  private readonly element = el("section", { class: "call", hidden: true });
  private readonly theirs = el("video", { autoplay: true, playsinline: true });
  private readonly mine = el("video", { autoplay: true, playsinline: true, class: "call-mine" });
  private readonly time = el("span", { class: "call-time" });
  private readonly state = el("p", { class: "call-state", role: "status" });
  private readonly way = el("p", { class: "meta call-way" });
  private readonly acts = el("div", { class: "call-acts" });
  private readonly stage = el("div", { class: "call-stage" });
  private call: MatrixCall | null = null;
  private before: Element | null = null;
  private name = "";
  private shown = "";

  constructor(place: HTMLElement, private readonly does: Acts) {
    this.mine.muted = true;
    place.append(this.element);
  }

  outgoing(call: MatrixCall, name: string, kind: Kind): void {
    this.open(call, name, kind);
    this.acts.querySelector<HTMLElement>("button")?.focus();
  }

  incoming(call: MatrixCall, name: string, kind: Kind): void {
    this.open(call, name, kind);
    this.state.setAttribute("role", "alert"); // it can't wait, but it takes nobody's keyboard away
    this.state.textContent = say(kind === "video" ? "call_rings_video" : "call_rings", { name });
    const ways = [button(say("call_accept"), "phone", "", () => this.does.accept("voice"))];
    if (kind === "video") ways.unshift(button(say("call_accept_video"), "video", "", () => this.does.accept("video")));
    this.acts.replaceChildren(...ways, button(say("decline"), "phone-off", "danger", this.does.decline));
    this.shown = "ringing";
  }

  private open(call: MatrixCall, name: string, kind: Kind): void {
    this.before = document.activeElement;
    this.call = call;
    this.name = name;
    this.shown = "";
    this.time.textContent = this.way.textContent = "";
    this.state.setAttribute("role", "status");
    this.element.className = `call call-of-${kind}`;
    this.element.setAttribute("aria-label", say("call_with", { name }));
    this.stage.replaceChildren(this.theirs, el("span", { class: "avatar", "aria-hidden": "true" }, initials(name)), this.mine);
    this.element.replaceChildren(this.stage, el("div", { class: "call-words" }, el("p", { class: "call-name" }, el("b", {}, name), " ", this.time), this.state, this.way), this.acts);
    this.element.hidden = false;
    document.documentElement.classList.add("chat-calls");
    this.draw();
  }

  draw(): void {
    const call = this.call;
    if (!call) return;
    if (call.state !== CallState.Ringing) this.state.textContent = wordsOf(call);
    play(this.theirs, call.remoteUsermediaStream);
    play(this.mine, call.localUsermediaStream);
    this.element.classList.toggle("call-sees", Boolean(call.hasRemoteUserMediaVideoTrack && !call.remoteUsermediaFeed?.isVideoMuted() && call.state === CallState.Connected));
    this.element.classList.toggle("call-shows", call.hasLocalUserMediaVideoTrack && !call.isLocalVideoMuted());
    call.remoteUsermediaFeed?.removeListener(CallFeedEvent.MuteStateChanged, this.redraw);
    call.remoteUsermediaFeed?.on(CallFeedEvent.MuteStateChanged, this.redraw);
    if (call.state === CallState.Ringing || call.callHasEnded()) return;
    const isOn = call.state === CallState.Connected;
    this.drawActs(call, isOn ? "on" : "waits");
    if (isOn && !this.way.textContent) void this.tellWay(call);
  }
  private readonly redraw = (): void => this.draw();

  /** The same buttons stay, so that the keyboard keeps its place. */
  private drawActs(call: MatrixCall, what: string): void {
    if (this.shown !== what) {
      this.acts.replaceChildren(...(what === "on" ? [this.switch("mute"), this.switch("camera"), this.smaller()] : []), button(say("call_hang_up"), "phone-off", "danger call-end", this.does.hangUp));
      if (this.shown === "ringing" || document.activeElement === document.body) this.acts.querySelector<HTMLElement>("button")?.focus();
      this.shown = what;
    }
    this.press("mute", call.isMicrophoneMuted(), call.isMicrophoneMuted() ? "mic-off" : "mic");
    const isDark = !call.hasLocalUserMediaVideoTrack || call.isLocalVideoMuted();
    this.press("camera", !isDark, isDark ? "video-off" : "video");
  }

  private switch(what: "mute" | "camera"): HTMLButtonElement {
    const press = async (): Promise<void> => {
      if (!this.call) return;
      if (what === "mute") await this.call.setMicrophoneMuted(!this.call.isMicrophoneMuted());
      else if (!(await this.turnCamera(this.call))) this.say(say("call_no_camera"));
      this.draw();
    };
    return button(say(what === "mute" ? "call_mute" : "call_camera"), what === "mute" ? "mic" : "video", "soft", () => void press(), { "data-what": what, "aria-pressed": "false" });
  }

  /** Whether the camera did what was wanted. */
  private async turnCamera(call: MatrixCall): Promise<boolean> {
    const wantsDark = call.hasLocalUserMediaVideoTrack && !call.isLocalVideoMuted();
    await call.setLocalVideoMuted(wantsDark);
    return wantsDark || call.hasLocalUserMediaVideoTrack;
  }

  private press(what: string, isPressed: boolean, sign: string): void {
    const pressed = this.acts.querySelector<HTMLElement>(`[data-what="${what}"]`);
    if (!pressed || pressed.dataset.sign === sign) return;
    pressed.dataset.sign = sign;
    pressed.setAttribute("aria-pressed", String(isPressed));
    pressed.querySelector(".icon")?.replaceWith(icon(sign));
  }

  /** On a phone, so that one can read and write meanwhile. */
  private smaller(): HTMLButtonElement {
    const made = button(say("call_smaller"), "messages-square", "soft call-size", () => made.setAttribute("aria-pressed", String(this.element.classList.toggle("call-small"))), { "aria-pressed": "false" });
    return made;
  }

  tick(seconds: number): void {
    this.time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (this.call && !this.way.textContent) void this.tellWay(this.call); // a moment ago it was still being looked for
  }

  say(words: string): void {
    this.state.textContent = words;
  }

  /** It didn't even begin. */
  fail(name: string, why: string): void {
    this.before = document.activeElement;
    this.end(why, name);
  }

  /** What there is to say stays until it was read. */
  end(words: string, name: string): void {
    const seconds = this.time.textContent;
    this.call = null;
    this.theirs.srcObject = this.mine.srcObject = null;
    document.documentElement.classList.remove("chat-calls");
    this.element.className = "call call-over";
    this.element.setAttribute("aria-label", say("call_with", { name }));
    const hadFocus = this.element.contains(document.activeElement) || document.activeElement === document.body;
    this.time.textContent = "";
    this.element.replaceChildren(el("p", { role: "alert" }, icon("phone-off"), " ", words), button(say("call_close"), "x", "quiet", () => this.close()));
    this.element.hidden = !words;
    if (!words) announce(seconds ? say("call_over", { time: seconds }) : say("call_ended"));
    if (hadFocus && words) this.element.querySelector("button")?.focus();
    else if (hadFocus) this.back();
  }

  private close(): void {
    this.element.hidden = true;
    this.back();
  }

  private back(): void {
    if (this.before instanceof HTMLElement && this.before.isConnected) this.before.focus();
  }

  /** Whether the other one's device sees our address, once it is known. */
  private async tellWay(call: MatrixCall): Promise<void> {
    const stats = await call.peerConn?.getStats();
    const all = new Map<string, Record<string, unknown>>();
    stats?.forEach((one: { id: string }) => all.set(one.id, one as never));
    const pair = [...all.values()].find((one) => one.type === "candidate-pair" && one.nominated && one.state === "succeeded");
    const local = pair && all.get(String(pair.localCandidateId));
    if (local) this.way.textContent = say(local.candidateType === "relay" ? "call_by_relay" : "call_direct", { name: this.name });
  }
}

function wordsOf(call: MatrixCall): string {
  const known: Partial<Record<CallState, string>> = { [CallState.Fledgling]: "call_begins", [CallState.WaitLocalMedia]: "call_asks_device", [CallState.CreateOffer]: "call_begins", [CallState.InviteSent]: "call_waits", [CallState.Connected]: "call_is_on" };
  return say(known[call.state] ?? "call_connects");
}

function play(place: HTMLVideoElement, stream: MediaStream | undefined): void {
  if (place.srcObject === (stream ?? null)) return;
  place.srcObject = stream ?? null;
  if (stream) void place.play().catch(() => undefined); // replaced before it began
}
