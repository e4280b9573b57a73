"""What is stored about people here, in words for them."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from quartier.api import Area, Keep
from quartier.modules.chat.models import AppSession, Begun, ChatUser, Code, DeviceCode, Room, RoomMember, Token

KEEPS = (
    Keep(
        model=ChatUser, area=Area.TOGETHER, label=_("Your chat address"),
        why=_("So that others can write to you in chat."),
        seen_by=_("Who is in a room with you"),
        change_url="chat:home",
        words={"localpart": _("First part of the address"), "told": _("Name shown in chat"),
               "uses_since": _("Opened the chat first")},
    ),
    Keep(
        model=AppSession, area=Area.LOG_IN, label=_("Chat apps you are logged in with"),
        why=_("So that you can end them."),
        seen_by=_("Only you"),
        change_url="chat:apps", words={"device_id": _("Device"), "session_key": ""},
    ),
    Keep(
        model=Token, area=Area.LOG_IN, label=_("Proofs of log-in of chat apps"),
        why=_("So that the app needn’t ask again."),
        seen_by=_("Nobody: only a fingerprint is kept"), until=timedelta(days=181), counts_from="made",
        words={"sort": _("Kind"), "digest": "", "used": _("Used")},
    ),
    Keep(
        model=Code, area=Area.LOG_IN, label=_("Chat apps you have just let in"),
        why=_("So that the app can fetch its proof."),
        seen_by=_("Nobody"),
        job="chat.forget",
        words={"digest": "", "challenge": "", "redirect_uri": _("Where the app answers"), "device_id": _("Device"), "app": _("App")},
    ),
    Keep(
        model=DeviceCode, area=Area.LOG_IN, label=_("Devices you have just let in by a code"),
        why=_("So that the device can fetch its proof."),
        seen_by=_("Nobody"),
        job="chat.forget",
        words={"digest": "", "user_code": _("Code"), "device_id": _("Device"),
               "is_refused": _("You said no"), "asked": _("Asked last"), "app": _("App")},
    ),
    Keep(
        model=Room, area=Area.TOGETHER, label=_("Encrypted rooms of your matters"),
        why=_("So that you can write to each other there."),
        seen_by=_("Who is in a room with you"),
        change_url="chat:home",
        words={"room_id": "", "name": _("Name of the room"), "group": "", "matter": _("Matter"),
               "is_space": "", "is_news": "", "looked": "",
               "is_quiet": _("Nothing more is written there"), "is_page_wanted": _("You write on the page instead")},
    ),
    Keep(
        model=RoomMember, area=Area.BELONGING, label=_("Rooms of your groups and matters that you are in"),
        why=_("So that you are in exactly those of your groups and matters."),
        seen_by=_("Who is in a room with you"),
        change_url="chat:home", words={"level": _("Looks after the room")},
    ),
    Keep(
        model=Begun, area=Area.TOGETHER, label=_("Chats you began with somebody new"),
        why=_("So that nobody writes to many strangers."),
        seen_by=_("Nobody"),
        job="chat.forget",
        words={"by": _("You"), "other": _("With whom"), "at": _("When")},
    ),
)  # fmt: skip
