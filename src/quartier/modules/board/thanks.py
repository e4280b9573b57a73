"""Saying thank you. The author is told once and reads the names; nobody is shown a number."""

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.api import Actor, Fact, Person, Refused, require, tell, visible_or_404
from quartier.modules.board.models import Post, Thanks
from quartier.modules.board.terms import IN_GROUP, THANKED, WRITE


@transaction.atomic
def say_thanks(post: Post, *, by: Actor) -> None:
    entry = visible_or_404(by.subject, post)
    require(by, WRITE)
    if post.author == by.subject:
        raise Refused(_("You wrote this yourself."))
    Thanks.objects.get_or_create(post=post, person=by.subject)
    tell([post.author], THANKED, about=entry, by=by.subject, once=f"post:{post.pk}")


@transaction.atomic
def take_back_thanks(post: Post, *, by: Actor) -> None:
    Thanks.objects.filter(post=post, person=by.subject).delete()


def tell_group(fact: Fact) -> None:
    """Who is in the group hears of a new post. A listener: after the commit, and safe to repeat."""
    entry = fact.entry
    if entry is None or entry.group is None:
        return
    members = Person.objects.filter(memberships__group=entry.group, memberships__is_accepted=True)
    tell(
        [person for person in members if person.pk != entry.author_id], IN_GROUP, about=entry, once=f"entry:{entry.pk}"
    )
