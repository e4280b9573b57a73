"""What somebody began to write is never lost, never written over, and nobody else's business."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.http import QueryDict
from django.utils import timezone

from quartier.api import Actor, Refused
from quartier.api.testing import client_of, neighbour
from quartier.kernel.drafts.actions import (
    MOST_DRAFTS,
    Page,
    choose_draft,
    drafts_of,
    drop_draft,
    finish_draft,
    forget_old_drafts,
    keep_draft,
    restore_draft,
)
from quartier.kernel.drafts.answers import answers_in
from quartier.kernel.drafts.models import Draft
from quartier.kernel.privacy.erasure import erase_person
from quartier.kernel.privacy.export import everything_about
from tests.drafts import FORM, keep, opened, texts

pytestmark = pytest.mark.django_db


def test_a_page_that_goes_on_writing_keeps_one_draft() -> None:
    ayse, page = neighbour(), opened()
    keep(ayse, "Wer hat", page)
    keep(ayse, "Wer hat meinen Kater gesehen?", page)
    assert texts(ayse) == {"Wer hat meinen Kater gesehen?"}
    assert drafts_of(ayse).count() == 1


def test_a_second_device_goes_on_where_the_first_stopped() -> None:
    ayse = neighbour()
    draft = keep(ayse, "am Telefon")
    kept = keep_draft(FORM, {"text": ["am Rechner"]}, by=Actor(ayse), said=opened(draft))
    assert not kept.is_beside
    assert texts(ayse) == {"am Rechner"}


def test_two_devices_at_once_write_nothing_over() -> None:
    ayse = neighbour()
    draft = keep(ayse, "Anfang")
    phone, laptop = opened(draft), opened(draft)
    keep(ayse, "am Telefon", phone)
    kept = keep_draft(FORM, {"text": ["am Rechner"]}, by=Actor(ayse), said=laptop)
    assert kept.is_beside
    assert texts(ayse) == {"am Telefon", "am Rechner"}
    keep(ayse, "weiter am Telefon", phone)
    assert texts(ayse) == {"weiter am Telefon", "am Rechner"}


def test_the_same_text_sent_twice_is_no_second_draft() -> None:
    ayse = neighbour()
    draft = keep(ayse, "Anfang")
    keep(ayse, "beide", opened(draft))
    keep(ayse, "beide", opened(draft))
    assert drafts_of(ayse).count() == 1


def test_the_same_text_typed_anew_is_no_second_draft() -> None:
    ayse = neighbour()
    assert keep(ayse, "einmal") == keep(ayse, "einmal", opened())


def test_choosing_one_leaves_the_other_to_be_brought_back() -> None:
    ayse = neighbour()
    first, second = keep(ayse, "eins"), keep(ayse, "zwei")
    choose_draft(first, by=Actor(ayse))
    assert texts(ayse) == {"eins"}
    restore_draft(second, by=Actor(ayse))
    assert texts(ayse) == {"eins", "zwei"}


def test_what_was_sent_is_no_draft_any_more_and_none_comes_after_it() -> None:
    ayse, page = neighbour(), opened()
    keep(ayse, "fertig", page)
    finish_draft(by=Actor(ayse), word=page.word, version=0, page=page.page)
    late = keep_draft(FORM, {"text": ["fertig"]}, by=Actor(ayse), said=page)
    assert late.draft is None
    assert not drafts_of(ayse).exists()


def test_what_another_device_wrote_stays_when_one_is_sent() -> None:
    ayse = neighbour()
    draft = keep(ayse, "Anfang")
    phone, laptop = opened(draft), opened(draft)
    keep(ayse, "am Telefon weiter", phone)
    finish_draft(by=Actor(ayse), word=draft.word, version=laptop.version, page=laptop.page)
    assert texts(ayse) == {"am Telefon weiter"}
    finish_draft(by=Actor(ayse), word=draft.word, version=0, page=phone.page)
    kept = keep_draft(FORM, {"text": ["am Rechner weiter"]}, by=Actor(ayse), said=opened(word=draft.word))
    assert kept.draft is not None
    assert kept.draft.word != draft.word


def test_thrown_away_it_comes_back_for_a_day() -> None:
    ayse = neighbour()
    draft = keep(ayse, "weg")
    drop_draft(draft, by=Actor(ayse))
    assert texts(ayse) == set()
    forget_old_drafts(timezone.now() + timedelta(hours=23))
    restore_draft(draft, by=Actor(ayse))
    assert texts(ayse) == {"weg"}
    drop_draft(draft, by=Actor(ayse))
    forget_old_drafts(timezone.now() + timedelta(hours=25))
    assert not Draft.objects.exists()


def test_after_sixty_days_nothing_is_left() -> None:
    ayse = neighbour()
    keep(ayse, "alt")
    assert forget_old_drafts(timezone.now() + timedelta(days=59)) == 0
    assert forget_old_drafts(timezone.now() + timedelta(days=61)) == 1
    assert not Draft.objects.exists()


def test_there_is_an_end_to_size_and_number() -> None:
    ayse = neighbour()
    with pytest.raises(Refused):
        answers_in(QueryDict(f"text={'x' * 70_000}"))
    for number in range(MOST_DRAFTS):
        keep(ayse, f"Nummer {number}")
    with pytest.raises(Refused):
        keep(ayse, "eins zu viel")
    assert drafts_of(ayse).count() == MOST_DRAFTS


def test_secrets_are_never_kept() -> None:
    said = QueryDict("text=ja&passphrase=a&new_passphrase=b&pin=1&login_code=c&draft=d&csrfmiddlewaretoken=e&once=f")
    assert answers_in(said) == {"text": ["ja"]}


def test_it_goes_and_comes_out_with_its_writer() -> None:
    ayse, jonas = neighbour(), neighbour("Jonas", "Weber")
    keep(ayse, "Mein Entwurf")
    keep(jonas, "Fremder Entwurf")
    said = everything_about(ayse)["kernel.Draft"]
    assert "Mein Entwurf" in str(said)
    assert "Fremder" not in str(said)
    erase_person(ayse, by=Actor(ayse))
    assert [draft.person for draft in Draft.objects.all()] == [jonas]


def test_nobody_reaches_anothers_draft() -> None:
    ayse, jonas = neighbour(), neighbour("Jonas", "Weber")
    draft = keep(ayse, "Meins")
    for act in (drop_draft, restore_draft, choose_draft):
        with pytest.raises(Refused):
            act(draft, by=Actor(jonas))
    keep(jonas, "Fremd", opened(draft))  # a word that isn't theirs is just a word
    assert texts(ayse) == {"Meins"}
    assert "Meins" not in client_of(jonas).get("/drafts/").content.decode()


def step_of(word: UUID, browser: str, *asks: str) -> Page:
    """The page of one question among many, opened long ago."""
    page = opened(word=word, device=browser)
    return replace(page, version=99, asks=frozenset(asks))


def test_questions_answered_one_by_one_are_one_draft() -> None:
    ayse, word = neighbour(), uuid4()
    keep_draft(FORM, {"kind": ["repairs"]}, by=Actor(ayse), said=step_of(word, "Telefon", "kind"))
    keep_draft(FORM, {"title": ["Regal"]}, by=Actor(ayse), said=step_of(word, "Telefon", "title", "days"))
    assert [draft.answers for draft in drafts_of(ayse)] == [{"kind": ["repairs"], "title": ["Regal"], "days": []}]


def test_going_back_on_one_device_is_no_second_device() -> None:
    ayse, word = neighbour(), uuid4()
    for kind in ("repairs", "errands"):
        keep_draft(FORM, {"kind": [kind]}, by=Actor(ayse), said=step_of(word, "Telefon", "kind"))
    assert [draft.answers for draft in drafts_of(ayse)] == [{"kind": ["errands"]}]


def test_two_devices_that_answer_the_same_question_write_nothing_over() -> None:
    ayse, word = neighbour(), uuid4()
    keep_draft(FORM, {"kind": ["repairs"]}, by=Actor(ayse), said=step_of(word, "Rechner", "kind"))
    keep_draft(FORM, {"title": ["Regal"]}, by=Actor(ayse), said=step_of(word, "Telefon", "title"))
    kept = keep_draft(FORM, {"title": ["Schrank"]}, by=Actor(ayse), said=step_of(word, "Rechner", "title"))
    assert kept.is_beside
    told = [(draft.answers["title"], draft.answers["kind"]) for draft in drafts_of(ayse)]
    assert sorted(told) == [(["Regal"], ["repairs"]), (["Schrank"], ["repairs"])]
