"""An example for each address: the suites over all modules open and post them."""

from quartier.api import Access, Example, Person
from quartier.modules.chat.terms import SERVER


def _server(_person: Person) -> dict[str, str]:
    return {"server_name": "quartier.example.org", "address": "https://quartier.example.org", "is_on": "on"}


EXAMPLES = (Example(url="chat:server", access=Access.POWER, power=SERVER, post=_server),)
