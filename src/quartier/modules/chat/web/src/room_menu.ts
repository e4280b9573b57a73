// What can be done with a conversation: to the neighbour's page, keep what was said, leave.

import type { MatrixClient, Room } from "matrix-js-sdk";

import { announce, button, el, icon } from "./dom";
import { saveConversation } from "./export";
import { page, say } from "./page";
import { conversation, nameOf, otherOf } from "./rooms";

export function roomMenu(client: MatrixClient, room: Room): HTMLElement {
  const said = el("p", { class: "meta", role: "status" });
  const other = conversation(room).isOfTwo ? otherOf(room) : undefined;
  const menu: HTMLDetailsElement = el("details", { class: "chat-menu chat-room-menu" },
    el("summary", { "aria-label": say("more_of_room", { name: nameOf(room) }), title: say("more_of_room", { name: nameOf(room) }) }, icon("ellipsis")),
    el("div", { class: "chat-room-acts card" },
      other && el("a", { class: "button quiet", href: page.neighbour.replace("/0/", `/${partOf(other)}/`) }, icon("user"), say("to_profile")),
      button(say("save_conversation"), "download", "quiet", () => void saved()),
      other && button(say("leave"), "log-out", "quiet", () => void left()), said));
  return menu;

  async function saved(): Promise<void> {
    try {
      await saveConversation(client, room, (count) => (said.textContent = say("save_reads", { count })));
      said.textContent = say("saved");
    } catch (error) {
      console.error(error);
      said.textContent = say("not_there");
    }
  }

  async function left(): Promise<void> {
    if (!confirm(say("leave_sure", { name: nameOf(room) }))) return;
    try {
      await client.leave(room.roomId);
      location.hash = "";
      announce(say("left"));
    } catch (error) {
      console.error(error);
      said.textContent = say("not_there");
    }
  }
}

/** Of a chat address what stands before the colon. */
export const partOf = (user: string): string => user.slice(1).split(":")[0] ?? "";
