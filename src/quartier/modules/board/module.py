"""The board, „Brett": what neighbours tell each other. The table of contents of this module; read this first."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from quartier.api import Audience, Card, Duty, Job, Kind, Listen, Module, NavItem, Panel, Slot, Verb, plain
from quartier.modules.board import actions, keeps, reminders, serving, terms, thanks
from quartier.modules.board.demo import demo
from quartier.modules.board.examples import EXAMPLES, example_post
from quartier.modules.board.models import Post
from quartier.modules.board.panels import of_group
from quartier.modules.board.sorts import FACETS


def card(post: Post) -> Card:
    """How a post looks in every window. A deleted one is its author's alone until it is gone for good."""
    with override(settings.LANGUAGE_CODE):
        sort_in_words = str(post.kind_of_post.word)
    return Card(
        title=post.title,
        text=plain(post.text),
        url=post.url,
        author=post.author,
        organisation=post.organisation,
        audience=Audience.PARTIES if post.deleted else Audience(post.reach),
        group=post.group,
        place=post.place,
        starts=post.starts,
        ends=post.ends,
        expires=post.over,
        facets=(post.sort, *(["official"] * post.is_official), *(["commercial"] * post.is_commercial)),
        search=sort_in_words,
        picture=post.picture,
    )


module = Module(
    slug="board",
    name=_("Board"),
    summary=_("What neighbours tell each other: news, questions, things lost and found, things to give away."),
    kinds=(
        Kind(
            name=terms.KIND,
            label=_("Post"),
            plural=_("Posts on the board"),
            model=Post,
            card=card,
            example=example_post,
            icon="clipboard-list",
            action=_("Read and reply"),
            facets=FACETS,
            start_url="board:new",
            start_label=_("Write a post"),
        ),
    ),
    nav=(NavItem(label=_("Board"), url="board:list", icon="clipboard-list", order=15),),
    panels=(Panel(slot=Slot.GROUP, template="board/group.html", render=of_group, order=10),),
    notices=terms.NOTICES,
    powers=terms.POWERS,
    settings=terms.BoardSettings,
    listens=(Listen(verb=Verb.PUBLISHED, kind=terms.KIND, do=thanks.tell_group),),
    jobs=(
        Job(name="board.remind", do=reminders.remind, every=timedelta(hours=6)),
        Job(name="board.sweep", do=actions.sweep_deleted, every=timedelta(minutes=10)),
    ),
    examples=EXAMPLES,
    duties={
        "board.Post.author": Duty.AUTHOR,
        "board.Promotion.person": Duty.SUBJECT,
        "board.Thanks.person": Duty.AUTHOR,
        "board.Version.author": Duty.AUTHOR,
    },
    keeps=keeps.KEEPS,
    demo=demo,
    serves=serving.SERVES,
)
