"""The made-up quarter has a chat from its first start on. What stands in its announcements waits until that room is there.

Nothing else can be written beforehand, and nothing should be: who looks around writes it themselves, encrypted.
"""

from __future__ import annotations

from pathlib import Path

from quartier.api import plan_services
from quartier.api.demo import Cast, texts
from quartier.modules.chat.models import ChatServer

NAME = "lindenviertel.example"


def demo() -> None:
    """Only in the whole quarter: a module's tests have none around them. `address`: wherever it is started."""
    people = Cast()
    if people.organisation("Stadtteilbüro Lindenau-Ost") is None:
        return
    said = [[people.person(one["by"]).pk, one["text"]] for one in texts(Path(__file__).parent, "said")]
    ChatServer.objects.get_or_create(pk=1, defaults={"server_name": NAME, "address": "", "first_words": said})
    plan_services()
