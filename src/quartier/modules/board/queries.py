"""What is read. Nothing here shows anybody what they may not see."""

from datetime import datetime, timedelta
from uuid import UUID

from quartier.api import Organisation, Person, Prepared, StoredFile, out_of_sight
from quartier.modules.board.models import Post, Promotion

HALF_A_YEAR = timedelta(days=182)
A_MONTH = timedelta(days=30)


def post_of_draft(person: Person, draft: UUID | None) -> Post | None:
    """What became of a form, if it was published already."""
    return next(iter(_post_of_draft(person.pk, draft)), None) if draft else None


_post_of_draft = Prepared(lambda author, draft: Post.objects.filter(author=author, draft=draft))


def locked(person: Person) -> Person:
    """Kept from everybody else until the transaction ends: two posts at once are counted as two."""
    (found,) = _locked(person.pk)
    return found


_locked = Prepared(lambda pk: Person.objects.select_for_update(no_key=True).filter(pk=pk))


def written_since(person: Person, moment: datetime) -> int:
    return len(_written_since(person.pk, moment))


_written_since = Prepared(
    lambda author, moment: Post.objects.filter(author=author, created__gt=moment).values_list("pk")
)


def photos_of(post: Post) -> list[StoredFile]:
    """In the order in which they are shown."""
    entry = post.entry
    return list(entry.files.order_by("position", "pk")) if entry else []


def promotions_since(person: Person, organisation: Organisation | None, moment: datetime) -> int:
    """How often a private person, or an organisation whoever wrote for it, has advertised."""
    found = Promotion.objects.filter(organisation=organisation, at__gt=moment)
    return (found if organisation else found.filter(person=person)).count()


def names_of_thankful(post: Post, reader: Person) -> list[str]:
    """For the author alone."""
    people = [thanks.person for thanks in post.thanks.select_related("person").order_by("pk")]
    hidden = out_of_sight(reader)
    return [person.full_name for person in people if person.pk not in hidden]
