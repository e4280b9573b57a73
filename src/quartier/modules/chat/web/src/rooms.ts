// What the list of conversations and a conversation's head say. Reads alone, but for the last two.

import { EventStatus, EventType, KnownMembership, NotificationCountType, Preset, type MatrixClient, type MatrixEvent, type Room } from "matrix-js-sdk";

import { isCall } from "./call_lines";
import { page, say, sayMany } from "./page";

export interface Conversation {
  room: Room;
  name: string;
  isInvitation: boolean;
  isOfTwo: boolean;
  unread: number;
  last: MatrixEvent | undefined;
  moment: number;
}

export function conversations(client: MatrixClient): Conversation[] {
  const there = client.getVisibleRooms().filter((room) => !room.isSpaceRoom() && [KnownMembership.Join, KnownMembership.Invite].includes(room.getMyMembership() as KnownMembership));
  return there.map((room) => conversation(room)).sort((one, other) => Number(other.isInvitation) - Number(one.isInvitation) || other.moment - one.moment);
}

export function conversation(room: Room): Conversation {
  const last = messages(room).at(-1);
  return {
    room,
    name: nameOf(room),
    isInvitation: room.getMyMembership() === KnownMembership.Invite,
    isOfTwo: isOfTwo(room),
    unread: room.getRoomUnreadNotificationCount(NotificationCountType.Total),
    last,
    moment: last?.getTs() ?? room.currentState.getStateEvents(EventType.RoomCreate, "")?.getTs() ?? 0, // that somebody came in is no news
  };
}

/** What people said in it, as far as this device has it, the oldest first. */
export function messages(room: Room): MatrixEvent[] {
  return room.getLiveTimeline().getEvents().filter((event) => isMessage(event) || (isCall(event) && isOfTwo(room))); // what is being sent stands among them
}

/** What sort of room: of people among themselves, or one that the quarter has made. Its address says so. */
export type Sort = "people" | "group" | "matter" | "news" | "all";

export function sortOf(room: Room): Sort {
  return (/^#quartier-(group|matter|news|all)\b/.exec(room.getCanonicalAlias() ?? "")?.[1] as Sort | undefined) ?? "people";
}

/** Whether one may write there: the homeserver would refuse it anyway. */
export function mayWrite(room: Room): boolean {
  return room.maySendMessage() && (sortOf(room) !== "news" || page.announces);
}

/** The page of the matter that a room belongs to. */
export function pageOf(room: Room): string {
  const pk = /^#quartier-matter-(\d+):/.exec(room.getCanonicalAlias() ?? "")?.[1];
  return pk ? page.matter.replace("/0/", `/${pk}/`) : "";
}

/** It could not go out because there was no connection; it goes by itself as soon as there is one. */
export const isWaiting = (event: MatrixEvent): boolean => event.status === EventStatus.NOT_SENT && (event.error as Error | null)?.name === "ConnectionError";

function isMessage(event: MatrixEvent): boolean {
  const isOne = event.getType() === EventType.RoomMessage || event.getType() === EventType.RoomMessageEncrypted;
  return isOne && !event.isRelation("m.replace");
}

function isOfTwo(room: Room): boolean {
  return !room.getCanonicalAlias() && room.getInvitedAndJoinedMemberCount() <= 2;
}

/** Groups have names; a conversation is called after those who are in it. */
export function nameOf(room: Room): string {
  const own = room.currentState.getStateEvents(EventType.RoomName, "")?.getContent<{ name?: string }>().name;
  if (own) return own;
  const others = othersOf(room).map(({ name }) => name);
  return others.length ? others.join(", ") : say("nobody_else");
}

/** In a conversation of two. */
export const otherOf = (room: Room): string | undefined => othersOf(room)[0]?.userId;

function othersOf(room: Room) {
  const here = room.getMembers().filter((member) => member.userId !== room.myUserId);
  const there = here.filter((member) => member.membership === KnownMembership.Join || member.membership === KnownMembership.Invite);
  return there.length ? there : here;
}

/** One sentence: who can read what is said here. */
export function whoCanRead(room: Room): string {
  if (!room.hasEncryptionStateEvent()) return say(sortOf(room) === "news" ? "shield_news" : "shield_open");
  const others = othersOf(room);
  if (isOfTwo(room)) return others[0] ? say("shield_two", { name: others[0].name }) : say("shield_alone");
  return sayMany("shield", room.getInvitedAndJoinedMemberCount() - (room.getCanonicalAlias() ? 1 : 0)); // the quarter's own name holds no keys
}

/** What a message says, in a line. */
export function inALine(event: MatrixEvent): string {
  if (event.isRedacted()) return say("deleted");
  if (event.isDecryptionFailure()) return say("unreadable");
  if (event.getType() === EventType.RoomMessageEncrypted) return say("opening");
  if (isCall(event)) return say("call_line_on");
  const content = (event.replacingEvent()?.getContent()["m.new_content"] ?? event.getContent()) as { msgtype?: string; body?: string };
  const kinds: Record<string, string> = { "m.image": "photo", "m.audio": "voice", "m.file": "file", "m.video": "file" };
  const kind = kinds[content.msgtype ?? ""];
  return kind ? say(kind) : withoutQuote(String(content.body ?? ""));
}

/** Older apps put what they answer to above their answer. */
export function withoutQuote(text: string): string {
  return text.startsWith("> ") ? text.replace(/^(?:> .*\n?)+\n?/, "") : text;
}

/** As they are called now: when an old message is fetched its sender may not be known yet. */
export const senderOf = (event: MatrixEvent, room: Room): string => room.getMember(event.getSender() ?? "")?.name ?? event.sender?.name ?? event.getSender() ?? "";

/** The one with this neighbour that is there already, else a new one: encrypted from its first message. */
export async function openWith(client: MatrixClient, user: string): Promise<string> {
  const direct = (client.getAccountData(EventType.Direct)?.getContent() ?? {}) as Record<string, string[]>;
  const there = (direct[user] ?? []).find((id) => client.getRoom(id)?.getMyMembership() === KnownMembership.Join);
  if (there) return there;
  const made = await client.createRoom({
    is_direct: true,
    preset: Preset.TrustedPrivateChat,
    invite: [user],
    initial_state: [{ type: EventType.RoomEncryption, state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } }],
  });
  await client.setAccountData(EventType.Direct, { ...direct, [user]: [...(direct[user] ?? []), made.room_id] });
  return made.room_id;
}

export async function acceptInvitation(client: MatrixClient, room: Room): Promise<void> {
  const by = room.getDMInviter();
  await client.joinRoom(room.roomId);
  if (!by) return;
  const direct = (client.getAccountData(EventType.Direct)?.getContent() ?? {}) as Record<string, string[]>;
  await client.setAccountData(EventType.Direct, { ...direct, [by]: [...(direct[by] ?? []), room.roomId] });
}
