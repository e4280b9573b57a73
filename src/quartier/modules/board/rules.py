"""What must hold before something stands on the board."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.api import Actor, Person, Refused, groups_of, has_power, one_line, require, settings_of, speaks_for
from quartier.modules.board import queries
from quartier.modules.board.models import LONGEST_TEXT, LONGEST_TITLE, Post, Promotion, Reach
from quartier.modules.board.sorts import SORTS
from quartier.modules.board.terms import PUBLISH, WRITE, BoardSettings

A_DAY = timedelta(days=1)
LATEST = timedelta(days=3 * 365)


def must_speak_for(by: Actor) -> None:
    """Whoever writes in an organisation's name belongs to it, and somebody confirmed that it is real."""
    require(by, WRITE)
    if by.organisation and by.organisation not in speaks_for(by.subject):
        raise Refused(_("You can't write in the name of this organisation."), field="sender")


def is_own(post: Post, person: Person | None) -> bool:
    """Who wrote it; of what stands in an organisation's name, whoever speaks for that now."""
    if person is None:
        return False
    if post.organisation is None:
        return post.author_id == person.pk
    return post.organisation in speaks_for(person)


def must_be_own(post: Post, by: Actor) -> None:
    if not is_own(post, by.subject):
        raise Refused(_("Only who wrote this can change it."))


def must_make_sense(post: Post) -> None:
    """Tidies the words, and refuses what nobody could read."""
    post.title, post.text = one_line(post.title), post.text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not post.title:
        raise Refused(_("Say in a few words what it is about."), field="title")
    if len(post.title) > LONGEST_TITLE:
        raise Refused(
            _("This is too long for a title. %(most)d letters at most.") % {"most": LONGEST_TITLE}, field="title"
        )
    if len(post.text) > LONGEST_TEXT:
        raise Refused(too_long(post.text), field="text")
    if post.sort not in SORTS:
        raise Refused(_("Choose what it is."), field="sort")
    if post.ends and not post.starts:
        raise Refused(_("From when on?"), field="starts")
    if post.starts and post.ends and post.ends < post.starts:
        raise Refused(_("The end lies before the beginning."), field="ends")
    if post.starts and post.starts > timezone.now() + LATEST:
        raise Refused(_("This is too far in the future."), field="starts")


def too_long(text: str) -> str:
    return _("That is very long: %(letters)d letters. Please shorten it to %(most)d. Nothing of it is lost.") % {
        "letters": len(text),
        "most": LONGEST_TEXT,
    }


def must_reach_rightly(post: Post, by: Actor) -> None:
    """To a group writes who is in it, to everybody who may, to an organisation who speaks for it."""
    if post.reach not in Reach.values:
        raise Refused(_("Choose who sees it."), field="reach")
    if post.reach == Reach.GROUP and post.group not in groups_of(by.subject):
        raise Refused(_("You can write only to groups that you are in."), field="reach")
    if post.reach == Reach.ORGANISATION and not post.organisation:
        raise Refused(_("You can write only to organisations that you speak for."), field="reach")
    if post.reach == Reach.PUBLIC and by.subject.is_minor:
        raise Refused(_("Who is under 18 writes for neighbours, not for the whole Internet."), field="reach")
    if post.reach == Reach.PUBLIC and not has_power(by.subject, PUBLISH):
        raise Refused(_("In this quarter only some may write for the whole Internet."), field="reach")
    if post.reach != Reach.GROUP:
        post.group = None


def must_have_room(by: Actor) -> None:
    """So many a day are enough for anybody; their author is locked, so that two at once count as two."""
    most = settings_of(BoardSettings).posts_a_day
    if queries.written_since(by.subject, timezone.now() - A_DAY) >= most:
        raise Refused(_("You have written %(most)d times today. Please go on tomorrow.") % {"most": most})


def must_not_flood(post: Post) -> None:
    """Advertisements are welcome, and few."""
    settings, now = settings_of(BoardSettings), timezone.now()
    if post.is_business:
        if queries.promotions_since(post.author, post.organisation, now - queries.A_MONTH) >= settings.business_posts:
            raise Refused(
                _("A business may write %(most)d times in thirty days. So the board stays a board.")
                % {"most": settings.business_posts}
            )
        return
    if post.organisation or not post.is_commercial:
        return
    if queries.promotions_since(post.author, None, now - queries.HALF_A_YEAR) >= settings.promotions:
        raise Refused(
            _(
                "Private people may advertise %(most)d times in six months. Do you do this for a living? "
                "Then make a profile for your business: under “Organisations”."
            )
            % {"most": settings.promotions},
            field="is_commercial",
        )


def note_promotion(post: Post) -> None:
    """Counts it, once for each post."""
    if post.is_commercial and not Promotion.objects.filter(post=post).exists():
        Promotion.objects.create(person=post.author, organisation=post.organisation, post=post)


def until_of(post: Post, now: datetime) -> datetime | None:
    """Until when it stays, counted from now; None: for good."""
    settings = settings_of(BoardSettings)
    days = {"give_away": settings.give_away_days, "lost_and_found": settings.lost_days}.get(post.sort)
    return now + timedelta(days=days) if days else None
