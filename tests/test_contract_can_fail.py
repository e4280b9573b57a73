"""Every check of the contract suite goes red when what it checks is broken: each is broken here once, on purpose."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quartier.api import Access, Actor, Card, Duty, Example, Job, Kind, Listen, MatterKind, Module, Notice, Verb, share
from quartier.api.testing.cast import Cast
from quartier.api.testing.checks import access, data, entries, manifest, people, switching, texts, work
from quartier.api.testing.people import neighbour
from quartier.api.testing.windows import wrong_entries
from quartier.kernel import registry
from quartier.kernel.entries import search
from quartier.kernel.entries.models import Entry
from quartier.kernel.people.models import Person

MODULE = next(module for module in registry.modules() if module.kinds)
KIND: Kind[Any] = MODULE.kinds[0]

pytestmark = pytest.mark.not_shared(reason="breaks things on purpose")
red = pytest.raises((AssertionError, pytest.fail.Exception))


def with_card(change: Callable[[Card, Any], Card | None]) -> Kind[Any]:
    """The kind, but its card is a little different."""

    def card(obj: Any) -> Card | None:
        real = KIND.card(obj)
        assert real is not None
        return change(real, obj)

    return replace(KIND, card=card)


@contextmanager
def broken(kind: Kind[Any]) -> Iterator[Kind[Any]]:
    """The registry takes the broken kind for the real one."""
    known, modules = registry.kinds(), dict(registry._modules)
    registry._modules[MODULE.slug] = replace(MODULE, kinds=(kind,))
    registry.kinds.cache_clear()
    try:
        yield kind
    finally:
        registry._modules.update(modules)
        registry.kinds.cache_clear()
        assert registry.kinds().keys() == known.keys()


# The manifest


BROKEN_MODULES: dict[str, tuple[Callable[[Module], None], Module]] = {
    "an address without an example": (access.test_every_address_has_an_example, replace(MODULE, examples=())),
    "an example without an address": (
        access.test_every_address_has_an_example,
        replace(MODULE, examples=(*MODULE.examples, Example(url=f"{MODULE.slug}:nowhere", access=Access.ANYBODY))),
    ),
    "a power without a name": (
        access.test_an_example_for_a_power_names_it,
        replace(MODULE, examples=(Example(url=f"{MODULE.slug}:list", access=Access.POWER),)),
    ),
    "a name of somebody else's": (
        manifest.test_every_name_starts_with_the_slug,
        replace(MODULE, kinds=(replace(KIND, name="chess.game"),)),
    ),
    "a matter of somebody else's": (
        manifest.test_every_name_starts_with_the_slug,
        replace(MODULE, matters=(MatterKind(name="chess.match", label=_("A match"), follow=lambda _m, _a: None),)),
    ),
    "a text in one language": (manifest.test_texts_are_translated_when_read, replace(MODULE, name="Help")),
    "a link to nowhere": (
        manifest.test_its_links_lead_somewhere,
        replace(MODULE, kinds=(replace(KIND, start_url="today"),)),
    ),
    "a notice that asks for too much": (
        manifest.test_its_notices_can_be_said,
        replace(MODULE, notices=(Notice(name="a.b", label=_("a"), sentence="%(by)s, 100 %% of %%(title)s"),)),
    ),
    "a listener to nothing": (
        manifest.test_it_listens_to_what_exists,
        replace(MODULE, listens=(Listen(verb=Verb.CHANGED, kind=f"{MODULE.slug}.nothing", do=print),)),
    ),
    "a person without a duty": (data.test_each_person_in_a_row_has_a_duty, replace(MODULE, duties={})),
    "a duty for nobody": (
        data.test_each_person_in_a_row_has_a_duty,
        replace(MODULE, duties={**MODULE.duties, f"{MODULE.slug}.Nothing.at_all": Duty.AUTHOR}),
    ),
    "personal data declared impersonal": (
        data.test_each_row_belongs_to_a_person_or_is_declared_not_to,
        replace(MODULE, not_personal=(KIND.model,)),
    ),
}


@pytest.mark.parametrize("wrong", BROKEN_MODULES)
def test_a_wrong_manifest_is_red(wrong: str) -> None:
    check, module = BROKEN_MODULES[wrong]
    with red:
        check(module)


def test_settings_without_labels_are_red() -> None:
    @dataclass(frozen=True)
    class Bare:
        most: int = 5

    with red:
        manifest.test_its_settings_have_defaults_and_labels(replace(MODULE, settings=Bare))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("signals.py", ""),
        ("views.py", "from quartier.kernel.people.models import Person"),
        ("models.py", "from quartier.modules.chess.models import Game"),
        ("actions.py", "from django.db.models.signals import post_save"),
    ],
)
def test_a_wrong_folder_is_red(name: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = replace(manifest.found_of(MODULE), folder=tmp_path)
    for file in ("__init__.py", "README.md", name):
        (tmp_path / file).write_text(text if file == name else "")
    monkeypatch.setattr(manifest, "found_of", lambda _module: found)
    with red:
        manifest.test_nothing_hides_in_the_folder(MODULE)
        manifest.test_it_uses_only_the_door(MODULE)


def test_an_untranslated_text_is_red(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "views.py").write_text('title = _("Nobody translated this")\n')
    found = replace(manifest.found_of(MODULE), folder=tmp_path)
    monkeypatch.setattr(texts, "found_of", lambda _module: found)
    with red:
        texts.test_its_texts_are_translated(MODULE, "de")


@pytest.mark.django_db
def test_a_forgotten_migration_is_red(monkeypatch: pytest.MonkeyPatch) -> None:
    field = KIND.model._meta.get_field("organisation")
    monkeypatch.setattr(field, "null", False)
    with red:
        data.test_migrations_are_complete(MODULE)


# Kinds and their windows


@pytest.mark.django_db
def test_an_object_that_nobody_shared_is_found(cast: Cast) -> None:
    obj = KIND.example(cast.owner)
    assert any("has no entry" in sentence for sentence in wrong_entries())
    share(obj, by=Actor(cast.owner))
    assert not wrong_entries()
    Entry.objects.filter(object_id=obj.pk).update(title="Something else")
    assert any("shows something else" in sentence for sentence in wrong_entries())
    KIND.model._default_manager.filter(pk=obj.pk).delete()
    assert any("has no object" in sentence for sentence in wrong_entries())


def shared_already(author: Person) -> Any:
    obj = KIND.example(author)
    share(obj, by=Actor(author))
    return obj


moment = iter(range(10_000))
BROKEN_KINDS: dict[str, tuple[Callable[..., None], Kind[Any]]] = {
    "an example that shares itself": (
        entries.test_the_example_is_saved_and_not_shared,
        replace(KIND, example=shared_already),
    ),
    "a card that is new each time": (
        entries.test_a_card_says_the_same_whenever_it_is_asked,
        with_card(lambda card, _obj: replace(card, text=str(next(moment)))),
    ),
    "examples of two forms": (
        entries.test_each_example_has_the_same_form,
        with_card(lambda card, _obj: replace(card, search="x" if next(moment) % 2 else "")),
    ),
    "a card without a title": (
        entries.test_the_card_fits_its_windows,
        with_card(lambda card, _obj: replace(card, title=" ")),
    ),
    "an end before the beginning": (
        entries.test_the_card_fits_its_windows,
        with_card(lambda card, _obj: replace(card, starts=timezone.now(), ends=timezone.now() - timedelta(days=1))),
    ),
    "a page that is not there": (
        entries.test_everybody_it_is_for_sees_it_and_nobody_else,
        with_card(lambda card, _obj: replace(card, url="/nowhere/")),
    ),
    "a page open to everybody": (
        entries.test_everybody_it_is_for_sees_it_and_nobody_else,
        with_card(lambda card, _obj: replace(card, url="/health/")),
    ),
    "a draft as an example": (entries.test_the_entry_says_what_the_card_says, with_card(lambda _card, _obj: None)),
    "gone already": (
        entries.test_everybody_it_is_for_sees_it_and_nobody_else,
        with_card(lambda card, _obj: replace(card, expires=timezone.now() - timedelta(days=1))),
    ),
    "a page that ignores hiding": (
        entries.test_hidden_it_is_gone_for_all_but_author_and_moderators,
        with_card(lambda card, _obj: replace(card, url="/health/")),
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", BROKEN_KINDS)
def test_a_wrong_kind_is_red(wrong: str, cast: Cast) -> None:
    check, kind = BROKEN_KINDS[wrong]
    with broken(kind), red:
        check(kind, cast)


@pytest.mark.django_db
def test_a_search_that_misses_a_word_is_red(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "find", lambda *_arguments, **_named: [])
    with red:
        entries.test_each_word_of_the_title_finds_it(KIND, cast)


@pytest.mark.django_db
@pytest.mark.parametrize("check", [people.test_nothing_somebody_shared_outlives_them])
def test_an_erasure_that_leaves_the_search_index_is_red(
    check: Callable[..., None], cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "forget", lambda _ids: None)
    monkeypatch.setattr(search, "forget_for_good", lambda _ids: None)
    with red:
        check(KIND, cast)


@pytest.mark.django_db
def test_an_export_without_the_module_is_red(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "everything_about", lambda _person: {KIND.model._meta.label: []})
    with red:
        people.test_an_export_holds_what_somebody_shared_and_nobody_elses(KIND, cast)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "check",
    [switching.test_off_its_addresses_answer_404, switching.test_off_it_is_in_no_window_and_on_again_all_is_back],
)
def test_a_switch_that_does_nothing_is_red(
    check: Callable[..., None], cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(switching, "switch_module", lambda *_arguments, **_named: None)
    with red:
        check(MODULE, cast)


# Work that may happen twice


@pytest.mark.django_db
def test_a_listener_that_adds_each_time_is_red(cast: Cast) -> None:
    listen = Listen(verb=Verb.PUBLISHED, kind=KIND.name, do=lambda _fact: neighbour("Noch", "Einer") and None)
    with red:
        work.test_a_listener_may_hear_a_fact_twice((MODULE, listen), cast)


@pytest.mark.django_db
def test_a_job_that_adds_each_time_is_red(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job(name="x.y", do=lambda _now: neighbour("Noch", "Einer") and None, every=timedelta(days=1))
    monkeypatch.setattr(registry, "modules", lambda: (replace(MODULE, jobs=(job,)),))
    with red:
        work.test_a_job_may_run_twice(job, cast)
