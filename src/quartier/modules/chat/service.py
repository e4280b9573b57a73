"""Synapse, the homeserver: how it is run; and the chat of our own pages: that it is built."""

from __future__ import annotations

from django.utils.translation import gettext as _

from quartier.api import BundlePlan, Refused, ServicePlan
from quartier.modules.chat import client, moving
from quartier.modules.chat.configuration import module_folder, port, write_configuration
from quartier.modules.chat.database import make_database
from quartier.modules.chat.queries import chat_server
from quartier.modules.chat.secrets import folder


def plan() -> ServicePlan | None:
    server = chat_server()
    if server is None:
        return None
    if moving.is_under_way():
        raise Refused(_("The chat is being moved to PostgreSQL. It comes back by itself."))
    make_database()
    version = write_configuration(server)
    return ServicePlan(
        command=("{python}", "-m", "synapse.app.homeserver", "-c", str(folder() / "homeserver.yaml")),
        port=port(),
        health="/health",
        requirements="chat",
        variables={"PYTHONPATH": module_folder(), "SYNAPSE_CACHE_FACTOR": "0.5", "PYTHONNOUSERSITE": "1"},
        version=version,
    )


def bundle_plan() -> BundlePlan | None:
    return client.PLAN if chat_server() else None
