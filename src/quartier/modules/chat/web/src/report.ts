// A message is reported on the website, in the form for all reports. Only this device could read it, so it takes the words along:
// whoever reports sees them there, and sends them or not.

import type { MatrixEvent, Room } from "matrix-js-sdk";

import { el } from "./dom";
import { lineOf } from "./export";
import { page, say } from "./page";
import { messages } from "./rooms";

const BEFORE = 5; // messages: without them one sentence means little

export function report(event: MatrixEvent, room: Room): void {
  const all = messages(room);
  const until = Math.max(0, all.indexOf(event)); // it may just have gone out of what this device has
  const lines = all.slice(Math.max(0, until - BEFORE), until).map((one) => lineOf(one, room));
  const said = [say("report_said"), lineOf(event, room), ...(lines.length ? ["", say("report_before"), ...lines] : [])].join("\n");
  const hidden = (name: string, value: string): HTMLElement => el("input", { type: "hidden", name, value });
  const form = el("form", { method: "post", action: page.report, hidden: true }, hidden("csrfmiddlewaretoken", page.csrf), hidden("user", event.getSender() ?? ""), hidden("said", said));
  document.body.append(form);
  form.submit();
}
