// What a conversation says of calls, in a line each; and the buttons that begin one.

import { EventType, type MatrixEvent, type Room } from "matrix-js-sdk";

import { call, Calls } from "./call";
import { button, el, icon, iconButton } from "./dom";
import { say, timeOf } from "./page";
import { nameOf } from "./rooms";

const ENDS: string[] = [EventType.CallHangup, EventType.CallReject];

interface Outcome {
  words: string;
  isMissed: boolean;
}

export const isCall = (event: MatrixEvent): boolean => event.getType() === EventType.CallInvite;

/** How it went, as far as this device has it. */
export function outcome(event: MatrixEvent, room: Room): Outcome {
  const id = event.getContent().call_id;
  const about = room.getLiveTimeline().getEvents().filter((other) => other.getContent().call_id === id);
  const answer = about.find((other) => other.getType() === EventType.CallAnswer);
  const end = about.find((other) => ENDS.includes(other.getType()));
  const isMine = event.getSender() === room.myUserId;
  const isRinging = !answer && !end && Date.now() - event.getTs() < Number(event.getContent().lifetime ?? 60_000);
  if (isRinging) return { words: say("call_line_rings"), isMissed: false };
  if (answer && end) return { words: say("call_line", { time: lasted(end.getTs() - answer.getTs()) }), isMissed: false };
  if (answer) return { words: say("call_line_on"), isMissed: false };
  const reason = end?.getContent().reason;
  if (end?.getType() === EventType.CallReject && !reason) return { words: say("call_line_declined"), isMissed: false };
  if (isMine) return { words: say(reason === "user_busy" ? "call_line_busy" : "call_line_no_answer"), isMissed: false };
  return { words: say("call_missed", { name: nameOf(room) }), isMissed: true };
}

export function drawCall(event: MatrixEvent, room: Room): HTMLElement {
  const { words, isMissed } = outcome(event, room);
  return el("li", { class: "thread-event call-line", "data-event": event.getId() }, icon(isMissed ? "phone-missed" : "phone"), " ", words, " ", el("span", { class: "meta" }, timeOf(event.getTs())),
    isMissed && Calls.canIn(room) ? button(say("call_back"), "phone", "quiet", () => call(room, "voice")) : null);
}

/** Beside the name of whom one writes with; of two alone. */
export function drawButtons(into: HTMLElement, room: Room): void {
  const isPossible = Calls.canIn(room);
  if (isPossible === Boolean(into.firstChild)) return;
  const name = nameOf(room);
  into.replaceChildren(...(isPossible ? [iconButton(say("call_voice", { name }), "phone", () => call(room, "voice")), iconButton(say("call_video", { name }), "video", () => call(room, "video"))] : []));
}

function lasted(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
