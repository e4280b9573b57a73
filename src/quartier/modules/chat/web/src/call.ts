// Calls of two: who rings, who answers, and how it ended. One at a time. Sound and picture go from browser to browser, or through
// the server's relay (coturn), encrypted either way. Groups can't call: that needs a LiveKit, which this server doesn't bring.

import { EventType, KnownMembership, type MatrixClient, type Room } from "matrix-js-sdk";
import { CallDirection, CallErrorCode, CallEvent, CallParty, CallState, type CallError, type MatrixCall } from "matrix-js-sdk/lib/webrtc/call.js";
import { CallEventHandlerEvent } from "matrix-js-sdk/lib/webrtc/callEventHandler.js";

import { askForRelay, isHidden, whyNotPossible } from "./call_settings";
import { ringing, silence } from "./call_sound";
import { CallView } from "./call_view";
import { ask, LoggedOut, page, Refusal, say } from "./page";
import { conversation, nameOf, otherOf } from "./rooms";

const LOOKS = 5_000; // milliseconds between two looks whether they may still speak with each other
const REFUSED = new Set([403, 404]); // who is paused may send nothing at all, and who was erased is nobody
const PATIENCE = 25_000; // milliseconds from "accepted" until they hear each other

const NO_MEDIA = "user_media_failed";

export type Kind = "voice" | "video";

export class Calls {
  private call: MatrixCall | null = null;
  private wasConnected = false;
  private why = ""; // what went wrong, in its own words
  private patience: ReturnType<typeof setTimeout> | undefined;
  private readonly view: CallView;

  constructor(private readonly client: MatrixClient, place: HTMLElement) {
    this.view = new CallView(place, { accept: (kind) => void this.accept(kind), decline: () => this.decline(), hangUp: () => this.hangUp() });
    client.on(CallEventHandlerEvent.Incoming, (call) => this.ring(call));
    addEventListener("beforeunload", (event) => this.call && event.preventDefault());
    addEventListener("pagehide", () => this.hangUp());
  }

  /** A conversation of two in which both are; and nobody who rings in a group. */
  static canIn(room: Room): boolean {
    return conversation(room).isOfTwo && room.getMyMembership() === KnownMembership.Join && room.getJoinedMemberCount() === 2;
  }

  async begin(room: Room, kind: Kind): Promise<void> {
    await askForRelay(this.client);
    if (this.call) return this.view.say(say("call_already"));
    const why = whyNotPossible(this.client);
    if (why) return this.view.fail(nameOf(room), why);
    this.client.setForceTURN(isHidden());
    const call = this.client.createCall(room.roomId);
    if (!call) return this.view.fail(nameOf(room), say("call_no_webrtc"));
    this.follow(call);
    this.view.outgoing(call, nameOf(room), kind);
    await (kind === "video" ? call.placeVideoCall() : call.placeVoiceCall()).catch(console.error); // it told the listener too
  }

  hangUp(): void {
    this.call?.hangup(CallErrorCode.UserHangup, false);
  }

  /** Nobody rings here who isn't in a conversation of two with us, and whose ringing doesn't stand in it: there the rules hold. */
  private ring(call: MatrixCall): void {
    const room = this.client.getRoom(call.roomId);
    const caller = call.getOpponentMember();
    const stands = room?.getLiveTimeline().getEvents().some((event) => event.getType() === EventType.CallInvite && event.getContent().call_id === call.callId && event.getSender() === caller?.userId);
    if (!room || !stands || !Calls.canIn(room) || caller?.membership !== KnownMembership.Join) return call.peerConn?.close();
    if (this.call) return this.turnAway(call, CallErrorCode.UserBusy);
    this.follow(call);
    this.view.incoming(call, nameOf(room), call.hasRemoteUserMediaVideoTrack ? "video" : "voice");
    ringing(nameOf(room));
  }

  private async accept(kind: Kind): Promise<void> {
    const call = this.call;
    await askForRelay(this.client);
    const why = whyNotPossible(this.client);
    if (!call || call !== this.call || call.state !== CallState.Ringing) return;
    if (why) return this.view.say(why);
    silence();
    // It was made as it rang, by what was known and chosen then; nothing was asked of the network yet.
    const relay = this.client.getTurnServers();
    call.peerConn?.setConfiguration({
      ...call.peerConn.getConfiguration(),
      ...(relay.length ? { iceServers: relay } : {}),
      ...(isHidden() ? { iceTransportPolicy: "relay" as const } : {}),
    });
    await call.answer(true, kind === "video");
  }

  private decline(): void {
    if (this.call?.state === CallState.Ringing) this.call.reject();
  }

  /** With a reason, which the library's own `reject` can't say; its own hanging up is not heard by who is still ringing. */
  private turnAway(call: MatrixCall, reason: string): void {
    const said = { call_id: call.callId, party_id: call.ourPartyId, version: "1", reason };
    void this.client.sendEvent(call.roomId, EventType.CallReject, said as never).catch(console.error);
    call.peerConn?.close();
  }

  private follow(call: MatrixCall): void {
    this.call = call;
    this.wasConnected = false;
    this.why = this.stopped = "";
    call.on(CallEvent.Error, (error) => (this.why = wordsOf(error) || this.why));
    call.on(CallEvent.State, (state) => this.changed(call, state));
    call.on(CallEvent.Hangup, () => this.ended(call));
    call.on(CallEvent.Replaced, (other) => {
      this.forget();
      this.follow(other);
      this.view.outgoing(other, nameOf(this.client.getRoom(other.roomId)!), call.hasLocalUserMediaVideoTrack ? "video" : "voice");
    });
    call.on(CallEvent.FeedsChanged, () => this.view.draw());
    call.on(CallEvent.LengthChanged, (seconds) => this.view.tick(seconds));
  }

  private changed(call: MatrixCall, state: CallState): void {
    if (call !== this.call) return;
    if (state !== CallState.Ringing) silence();
    if (state === CallState.Connecting && !this.wasConnected) this.patience ??= setTimeout(() => call.hangup(CallErrorCode.IceFailed, false), PATIENCE);
    if (state === CallState.Connected) {
      clearTimeout(this.patience);
      this.wasConnected = true;
      this.watch(call);
    }
    if (state === CallState.Ended) return this.ended(call);
    this.view.draw();
  }

  private ended(call: MatrixCall): void {
    if (call !== this.call) return;
    const name = nameOf(this.client.getRoom(call.roomId)!);
    const words = this.wordsAtEnd(call, name);
    if (call.direction === CallDirection.Inbound && call.hangupReason === CallErrorCode.NoUserMedia) this.turnAway(call, NO_MEDIA);
    this.forget();
    this.view.end(words, name);
  }

  /** Who has blocked the other meanwhile, or was paused, speaks no further: rules hold in a call, too. */
  private watch(call: MatrixCall): void {
    const user = otherOf(this.client.getRoom(call.roomId)!) ?? "";
    this.watching ??= setInterval(() => {
      void ask(page.meets, { user }).then((said) => {
        this.stop(call, (said as { why: string }).why);
      }, (error: unknown) => { // else the site is away for a moment
        if (error instanceof LoggedOut) this.stop(call, say("logged_out"));
        if (error instanceof Refusal && REFUSED.has(error.status)) this.stop(call, error.message);
      });
    }, LOOKS);
  }
  private watching: ReturnType<typeof setInterval> | undefined;

  private stop(call: MatrixCall, why: string): void {
    if (!why || call !== this.call) return;
    this.stopped = why;
    this.hangUp();
  }
  private stopped = "";

  private forget(): void {
    clearInterval(this.watching);
    this.watching = undefined;
    clearTimeout(this.patience);
    this.patience = undefined;
    this.call = null;
    silence();
  }

  /** One sentence; "" where whoever reads it has ended it themselves. */
  private wordsAtEnd(call: MatrixCall, name: string): string {
    const reason = call.hangupReason ?? "";
    if (this.stopped) return this.stopped;
    const byOther = call.hangupParty === CallParty.Remote;
    if (reason === CallErrorCode.IceFailed) return this.wasConnected ? say("call_broke") : say("call_no_way") + (page.relay ? "" : ` ${say("call_no_relay")}`);
    if (this.wasConnected) return byOther ? say("call_over_by", { name }) : "";
    if (call.direction === CallDirection.Inbound && reason === CallErrorCode.AnsweredElsewhere) return say("call_elsewhere");
    if (reason === CallErrorCode.NoUserMedia) return this.why || say("no_microphone");
    if (call.direction === CallDirection.Inbound) return byOther ? say("call_missed", { name }) : "";
    const known: Record<string, string> = { [CallErrorCode.UserBusy]: "call_busy", [CallErrorCode.InviteTimeout]: "call_no_answer", [NO_MEDIA]: "call_no_media_there" };
    if (known[reason]) return say(known[reason], { name });
    if (byOther) return say("call_declined", { name });
    return reason === CallErrorCode.UserHangup ? "" : this.why || say("call_not_sent");
  }
}

/** Of what the browser or the server said no to. */
function wordsOf(error: CallError): string {
  const said = error.message;
  if (/NotAllowed|Permission|SecurityError/.test(said)) return say("call_not_allowed");
  if (/NotFound|DevicesNotFound|Overconstrained/.test(said)) return say("call_no_device");
  if (/NotReadable|TrackStart/.test(said)) return say("call_device_busy");
  return /\[403\] (.+?)(?: \(https?:|$)/.exec(said)?.[1] ?? ""; // the quarter's rules, in their own sentence
}

let here: Calls | null = null;

export function beginCalls(client: MatrixClient, place: HTMLElement): void {
  here = new Calls(client, place);
}

export function call(room: Room, kind: Kind): void {
  void here?.begin(room, kind);
}

export function endCall(): void {
  here?.hangUp();
}
