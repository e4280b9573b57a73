// Somebody's keys are others than before: they began anew, or somebody else writes in their name. It is said until it was read.

import { KnownMembership, type MatrixClient, type Room } from "matrix-js-sdk";

import { button, notice } from "./dom";
import { say } from "./page";

export async function drawNewKeys(into: HTMLElement, client: MatrixClient, room: Room): Promise<void> {
  const crypto = client.getCrypto();
  if (!crypto || !room.hasEncryptionStateEvent()) return;
  const others = room.getMembersWithMembership(KnownMembership.Join).filter(({ userId }) => userId !== room.myUserId);
  const isNew = await Promise.all(others.map(async ({ userId }) => (await crypto.getUserVerificationStatus(userId)).needsUserApproval));
  const changed = others.filter((_one, place) => isNew[place]);
  const names = changed.map(({ name }) => name).join(", ");
  if (into.dataset.names === names) return;
  into.dataset.names = names;
  const read = button(say("new_keys_read"), "check", "soft", async () => {
    await Promise.all(changed.map(({ userId }) => crypto.pinCurrentUserIdentity(userId)));
    await drawNewKeys(into, client, room);
  });
  into.replaceChildren(...(names ? [notice("warn", "key-round", say("new_keys", { names }), read)] : []));
}
