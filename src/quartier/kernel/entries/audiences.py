"""Who sees what, as keys: an entry is opened by some keys, a person holds some, and one in common is enough."""

from __future__ import annotations

from quartier.kernel.contract import Audience, Card
from quartier.kernel.people.models import Person
from quartier.kernel.roles.holdings import holdings_of
from quartier.kernel.roles.powers import powers_of
from quartier.kernel.terms.moderation import MODERATE
from quartier.kernel.terms.young import YOUNG_CARE

PUBLIC = "public"
MEMBERS = "members"
MODERATORS = "moderators"
OF_YOUNG_PEOPLE = (Audience.YOUNG, Audience.CHILDREN, Audience.TEENS)


def key_of_person(person_id: int) -> str:
    """One key for all that is somebody's own: what they wrote, and every matter they are a party of."""
    return f"person:{person_id}"


def keys_of_card(card: Card) -> list[str]:
    """The keys that open a card; its author's is among them, but for young people's rooms: those close on a birthday."""
    keys = {key_of_person(card.author.pk)} if card.author and card.audience not in OF_YOUNG_PEOPLE else set()
    match card.audience:
        case Audience.PUBLIC:
            keys.add(PUBLIC)
        case Audience.MEMBERS:
            keys.add(MEMBERS)
        case Audience.MODERATORS:
            keys.add(MODERATORS)
        case Audience.YOUNG | Audience.CHILDREN | Audience.TEENS:
            keys.update({card.audience.value, f"power:{YOUNG_CARE.name}"})
        case Audience.GROUP if card.group:
            keys.add(f"group:{card.group.pk}")
        case Audience.ORGANISATION if card.organisation:
            keys.add(f"organisation:{card.organisation.pk}")
        case Audience.CIRCLE if card.circle:
            keys.add(f"power:{card.circle.name}")
        case Audience.PARTIES:
            keys.update(key_of_person(person.pk) for person in card.parties)
        case _:
            raise ValueError(f"A card for {card.audience} must say which one.")
    return sorted(keys)


def keys_while_hidden(author_id: int | None) -> list[str]:
    """Hidden by moderators: they and the author still see it, and it says so."""
    return [MODERATORS] if author_id is None else [MODERATORS, key_of_person(author_id)]


def keys_of_viewer(viewer: Person | None) -> list[str]:
    """The keys that somebody holds; nobody signed in holds one alone.

    Who acts for somebody finds what neighbours see; that person's own things only on the pages they agreed to.
    """
    if viewer is None:
        return [PUBLIC]
    own = key_of_person(viewer.pk)
    if not viewer.is_member:
        return [PUBLIC, own] if viewer.within is None else [PUBLIC]
    known: list[str] | None = getattr(viewer, "_audience_keys", None)
    if known is None:
        holdings, held = holdings_of(viewer), powers_of(viewer)
        known = [
            PUBLIC,
            MEMBERS,
            *([own] if viewer.within is None else []),
            *(f"group:{group}" for group in holdings.groups),
            *(f"organisation:{organisation}" for organisation in holdings.organisations),
            *_rooms_of(viewer),
            *(f"power:{power}" for power in sorted(_circles() & held)),
        ]
        if MODERATE.name in held:
            known.append(MODERATORS)
        viewer._audience_keys = known  # type: ignore[attr-defined]
    return known


def _rooms_of(viewer: Person) -> list[str]:
    """The young people's own rooms. They close on the birthday; and whoever acts for a young person doesn't come in."""
    if viewer.within is not None or not viewer.is_minor:
        return []
    return [Audience.YOUNG.value, (Audience.CHILDREN if viewer.is_child else Audience.TEENS).value]


def _circles() -> frozenset[str]:
    from quartier.kernel import registry

    return frozenset(power.name for power in registry.powers() if power.is_circle)
