"""What chat keeps on our side. Messages lie in the homeserver, encrypted; none is here."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from quartier.api import Group, Matter, Person
from quartier.modules.chat.names import proposed_address


class ChatServer(models.Model):
    """The one homeserver of this quarter: row number 1. Without it there is no chat."""

    server_name = models.CharField(max_length=200)  # never changed once somebody has a chat address
    address = models.CharField(max_length=250, blank=True)  # where apps reach it; "" for trying: wherever it is started
    is_on = models.BooleanField(default=True)
    has_relay = models.BooleanField(default=True)  # coturn, for calls: started where it is installed
    relay_ip = models.CharField(max_length=45, blank=True)  # of a machine behind a router: how the internet sees it
    first_words = models.JSONField(default=list)  # [person, text]: still to be said by a made-up quarter

    @property
    def where(self) -> str:
        """ "https://quarter.example.org" """
        return self.address or proposed_address()


class ChatUser(models.Model):
    """Somebody's chat address. `localpart` is drawn by lot and never changes: neither name nor e-mail stands in it."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="chat_user")
    localpart = models.CharField(max_length=20, unique=True)
    since = models.DateTimeField(default=timezone.now)
    told = models.JSONField(default=dict, blank=True)  # what the homeserver was told of them last
    uses_since = models.DateTimeField(null=True)  # when they opened the chat, here or in an app, for the first time


class App(models.Model):
    """A program that asked to be known here: anybody's, so that nothing it says about itself is believed."""

    client_id = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)  # of what it said: the same app is known once
    name = models.CharField(max_length=60)
    redirect_uris = models.JSONField(default=list)
    grant_types = models.JSONField(default=list)
    made = models.DateTimeField(default=timezone.now)


class AppSession(models.Model):
    """One log-in with chat: of an app, or of this website in one browser (`session_key`). Its owner sees and ends it."""

    user = models.ForeignKey(ChatUser, on_delete=models.CASCADE, related_name="sessions")
    app = models.ForeignKey(App, on_delete=models.CASCADE, null=True, related_name="sessions")
    device_id = models.CharField(max_length=255)
    session_key = models.CharField(max_length=40, blank=True)
    began = models.DateTimeField(default=timezone.now)
    last_seen = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "device_id"], name="one_device_once")]


class Token(models.Model):
    """Only its digest is kept: what lies in a back-up opens nothing."""

    class Sort(models.TextChoices):
        ACCESS = "access"
        REFRESH = "refresh"

    session = models.ForeignKey(AppSession, on_delete=models.CASCADE, related_name="tokens")
    sort = models.CharField(max_length=7, choices=Sort)
    digest = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField(null=True)
    used = models.DateTimeField(
        null=True
    )  # of a refresh token: when new ones were asked for; of an access token: first seen

    def get_scope(self) -> str:  # as Authlib asks
        from quartier.modules.chat.scopes import scope_of

        return scope_of(self.session.device_id)

    def check_client(self, app: object) -> bool:
        return getattr(app, "pk", None) == self.session.app_id


class Code(models.Model):
    """Somebody said yes to an app: it may fetch its tokens once, within a minute."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    app = models.ForeignKey(App, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    redirect_uri = models.CharField(max_length=500)
    device_id = models.CharField(max_length=255)
    challenge = models.CharField(max_length=128)
    expires = models.DateTimeField()


class DeviceCode(models.Model):
    """A device without a browser shows `user_code`; its owner types it here. `person` once they have."""

    app = models.ForeignKey(App, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    user_code = models.CharField(max_length=9, unique=True)
    device_id = models.CharField(max_length=255)
    is_refused = models.BooleanField(default=False)
    asked = models.DateTimeField(null=True)
    expires = models.DateTimeField()


class Farewell(models.Model):
    """What the homeserver still has to forget: a device, or (without one) everything of a chat address. No person any more."""

    localpart = models.CharField(max_length=20)
    device_id = models.CharField(max_length=255, blank=True)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["localpart", "device_id"], name="one_farewell")]


class Room(models.Model):
    """A room that the quarter makes: its space, or one of a group or matter, or that of the announcements. Rooms that people
    make among themselves aren't here."""

    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, related_name="+")
    matter = models.ForeignKey(Matter, on_delete=models.SET_NULL, null=True, related_name="+")
    is_space = models.BooleanField(default=False)
    is_news = models.BooleanField(default=False)  # not encrypted: everybody reads, and some write
    is_quiet = models.BooleanField(default=False)  # of a matter: nobody writes there (any more); the homeserver knows
    is_page_wanted = models.BooleanField(default=False)  # of a matter: one of them would rather write on its page
    room_id = models.CharField(max_length=255, unique=True)
    name = models.CharField(max_length=120)  # as the homeserver was told
    looked = models.DateTimeField(null=True)  # when who is in it was compared with the homeserver

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group"], name="one_room_a_group"),
            models.UniqueConstraint(fields=["matter"], name="one_room_a_matter"),
            models.UniqueConstraint(fields=["is_news"], condition=models.Q(is_news=True), name="one_of_announcements"),
            models.UniqueConstraint(fields=["is_space"], condition=models.Q(is_space=True), name="one_space"),
        ]


class RoomMember(models.Model):
    """Who is in a room of ours, as far as we know: what differs from the groups is still to be said to the homeserver."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(ChatUser, on_delete=models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="in_a_room_once")]


class Begun(models.Model):
    """Somebody asked somebody new into a conversation; it goes when they answer, or after a month. Counts for the limits."""

    by = models.ForeignKey(ChatUser, on_delete=models.CASCADE, related_name="begun")
    other = models.ForeignKey(ChatUser, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
