"""Who may look into the engine room."""

from __future__ import annotations

from quartier.kernel.managing.examples import managing
from quartier.kernel.people.models import Person


def nothing(_person: Person) -> dict[str, str]:
    return {}


def mailbox(_person: Person) -> dict[str, str]:
    chosen = {"host": "mail.example.org", "port": "587", "security": "starttls", "sender": "quartier@example.org"}
    return {**chosen, "site_url": "https://quartier.example.org", "fetch_port": "993", "fetch_security": "tls"}


EXAMPLES = (
    managing("engine:home"),
    managing("engine:again", post=nothing),
    managing("engine:give_up", post=nothing),
    managing("engine:mail", post=mailbox),
    managing("engine:test_mail", post=lambda _person: {"to": "name@example.org"}),
)
