"""The quarter's rules inside Synapse: before anything happens it asks the site on this machine, whichever app it comes from.

Runs in Synapse's own environment and imports nothing of ours. While the site is away nothing new begins; who wrote a
moment ago may go on for a while, so that a restart of the site is not felt.
"""

import logging
import time
from typing import Any

from synapse.module_api import NOT_SPAM, ModuleApi
from synapse.module_api.errors import Codes

logger = logging.getLogger(__name__)
REMEMBERED = 2.0  # seconds that an answer about writing counts
WITHOUT_SITE = 600.0  # and for how long a yes counts while nobody answers
MOST_REMEMBERED = 5000
QUIET = {
    "m.room.redaction",
    "m.reaction",
}  # also where one only reads; whoever may write nothing any more, not these either
FREE = {"m.room.member"}  # joining and inviting are asked about on their own; everybody may leave


class QuartierRules:
    def __init__(self, config: dict[str, Any], api: ModuleApi) -> None:
        self.api, self.url, self.bot = api, config["url"], config["bot"]
        self.headers = {"Authorization": ["Bearer " + config["secret"]]}
        self.known: dict[tuple[str, str, str], tuple[float, str]] = {}
        api.register_spam_checker_callbacks(
            user_may_create_room=self.may_create,
            user_may_invite=self.may_invite,
            user_may_join_room=self.may_join,
            check_event_for_spam=self.may_say,
            user_may_create_room_alias=self.never,
            user_may_publish_room=self.never,
            user_may_send_3pid_invite=self.never,
        )
        api.register_third_party_rules_callbacks(check_event_allowed=self.is_safe_state)

    @staticmethod
    def parse_config(config: dict[str, Any]) -> dict[str, Any]:
        return config

    async def never(self, user_id: str, *_about: Any) -> Any:
        return NOT_SPAM if user_id == self.bot else Codes.FORBIDDEN

    async def may_create(self, user_id: str, room: dict[str, Any]) -> Any:
        if user_id == self.bot:
            return NOT_SPAM
        if room.get("visibility") == "public" or room.get("preset") == "public_chat":
            return self._answer("Rooms that everybody may enter are made by the quarter alone.")
        return self._answer(await self._ask("create", user_id, "", list(room.get("invite") or ())))

    async def may_invite(self, inviter: str, invitee: str, room_id: str) -> Any:
        if inviter == self.bot:
            return NOT_SPAM
        people = [invitee, *await self._people(room_id)]
        return self._answer(await self._ask("invite", inviter, room_id, people))

    async def may_join(self, user_id: str, room_id: str, is_invited: bool) -> Any:
        if user_id == self.bot:
            return NOT_SPAM
        if not is_invited:
            return self._answer("Somebody has to ask you in.")
        return self._answer(await self._ask("join", user_id, room_id, await self._people(room_id)))

    async def may_say(self, event: Any) -> Any:
        if event.sender == self.bot or event.type in FREE or event.type == "m.room.create":
            return NOT_SPAM
        what = "react" if event.type in QUIET else "say"
        known = self.known.get((what, event.sender, event.room_id))
        if known is None or time.monotonic() - known[0] > REMEMBERED:
            known = await self._ask_about_writing(what, event.sender, event.room_id, known)
        return self._answer(known[1])

    async def is_safe_state(self, event: Any, _state: Any) -> tuple[bool, None]:
        """Nobody opens a room to everybody, or shows what was said in it to strangers."""
        if event.type == "m.room.join_rules":
            return event.content.get("join_rule") in {"invite", "restricted", "private"}, None
        if event.type == "m.room.history_visibility":
            return event.content.get("history_visibility") != "world_readable", None
        return True, None

    async def _ask_about_writing(
        self, what: str, sender: str, room_id: str, known: tuple[float, str] | None
    ) -> tuple[float, str]:
        now = time.monotonic()
        try:
            answer = now, await self._asked(what, sender, room_id, await self._people(room_id))
        except Exception:  # noqa: BLE001 (whatever it is, the site has not said yes)
            logger.warning("The site can't be asked.")
            if known is not None and now - known[0] < WITHOUT_SITE:
                return known
            return now, "The quarter's website is away. Try again in a moment."
        if len(self.known) > MOST_REMEMBERED:
            self.known.clear()
        self.known[(what, sender, room_id)] = answer
        return answer

    async def _ask(self, what: str, by: str, room_id: str, people: list[str]) -> str:
        try:
            return await self._asked(what, by, room_id, people)
        except Exception:  # noqa: BLE001 (whatever it is, the site has not said yes)
            logger.warning("The site can't be asked.")
            return "The quarter's website is away. Try again in a moment."

    async def _asked(self, what: str, by: str, room_id: str, people: list[str]) -> str:
        asked = {"what": what, "by": _name(by), "room": room_id, "people": [_name(one) for one in people]}
        said = await self.api.http_client.post_json_get_json(self.url, asked, headers=self.headers)
        return "" if said.get("may") is True else str(said.get("why") or "No.")

    async def _people(self, room_id: str) -> list[str]:
        """Who is there or asked in."""
        state = await self.api.get_room_state(room_id, [("m.room.member", None)])
        members = {event.state_key for event in state.values() if event.content.get("membership") in {"join", "invite"}}
        return sorted(members - {self.bot})

    def _answer(self, why: str) -> Any:
        """With the sentence: apps show it."""
        return NOT_SPAM if not why else (Codes.FORBIDDEN, {"error": why})


def _name(user_id: str) -> str:
    return str(user_id).partition(":")[0].removeprefix("@")
