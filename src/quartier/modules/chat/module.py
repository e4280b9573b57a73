"""Encrypted chat (Matrix): the table of contents of this module. Read this first."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from quartier.api import Duty, Job, Listen, Module, NavItem, Panel, Service, Slot, Verb
from quartier.modules.chat import demo, following, leaving, panels, saving, service, serving, terms, turn
from quartier.modules.chat.examples import EXAMPLES
from quartier.modules.chat.keeps import KEEPS
from quartier.modules.chat.models import App, ChatServer, Farewell

module = Module(
    slug="chat",
    name=_("Chat"),
    summary=_("Write to each other, encrypted, here or with any Matrix app."),
    is_own_only=True,
    nav=(NavItem(label=_("Chat"), url="chat:home", icon="message-circle", order=30, is_for=panels.is_in_nav),),
    powers=terms.POWERS,
    notices=terms.NOTICES,
    services=(
        Service(
            name=terms.SERVICE,
            label=_("Chat server (Synapse)"),
            plan=service.plan,
            url="chat:server",
            save=saving.save,
            check=saving.check,
            restore=saving.restore,
        ),
        Service(
            name=terms.RELAY,
            label=terms.RELAY_LABEL,
            plan=turn.plan,
            url="chat:server",
            install=turn.INSTALL,
            if_taken=turn.IF_TAKEN,
            port_option="--turn-port",
        ),
        Service(name=terms.BUNDLE, label=terms.BUNDLE_LABEL, plan=service.bundle_plan, url="chat:server"),
    ),
    panels=(
        Panel(slot=Slot.ME, template="chat/on_me.html", render=panels.on_me, order=30),
        Panel(slot=Slot.DEVICES, template="chat/on_devices.html", render=panels.on_devices),
        Panel(slot=Slot.GROUP, template="chat/on_group.html", render=panels.on_group, order=60),
        Panel(slot=Slot.WRITE, template="chat/on_matter_room.html", render=panels.on_matter_room),
        Panel(slot=Slot.MATTER, template="chat/on_matter_plain.html", render=panels.on_matter_plain),
    ),
    jobs=(
        Job(name="chat.follow", do=following.follow, every=timedelta(seconds=1), is_outside=True),
        Job(name="chat.forget", do=following.forget_old, every=timedelta(hours=1)),
    ),
    listens=(Listen(verb=Verb.REVOKED, kind="accounts.log_ins", do=following.end_apps),),
    examples=EXAMPLES,
    not_personal=(App, ChatServer, Farewell),
    duties={
        "chat.ChatUser.person": Duty.SUBJECT,
        "chat.Code.person": Duty.SUBJECT,
        "chat.DeviceCode.person": Duty.SUBJECT,
    },
    prescribed={"_matrix/push/v1/notify": "chat:notify"},
    well_known={"matrix/client": "chat:find", "openid-configuration": "chat:discovery"},
    keeps=KEEPS,
    exporters=(leaving.exported,),
    erasers=(leaving.erase,),
    serves=serving.SERVES,
    demo=demo.demo,
)
