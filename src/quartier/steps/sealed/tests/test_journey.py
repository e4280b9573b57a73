"""In a real browser: cards are made, a key is made and saved, a vote is sealed; without scripts everybody reads how else it goes."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from quartier.api import Actor
from quartier.api.processes import Ballot, open_now
from quartier.api.testing import neighbour
from quartier.steps.sealed.actions import give_share
from quartier.steps.sealed.models import Election
from quartier.steps.sealed.queries import archive_of, in_box, packed
from quartier.steps.sealed.tests.tool import needs_tool, verifies
from quartier.steps.sealed.tests.votes import SecretVote
from tests.phones import Phone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), needs_tool]


def test_from_the_cards_to_the_opened_box(
    chromium: Any, live_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quartier.steps.sealed.queries.FEWEST_VOTES", 1)
    vote, paul = SecretVote(keys=2), neighbour("Paul", "Post")
    vote.prepare()
    place, key = f"/sealed/{vote.step.pk}/", tmp_path / "my.privkey"
    card = _makes_cards(Phone(chromium, live_server.url, vote.card_maker), place)
    keeper = Phone(chromium, live_server.url, vote.keepers[0])
    _makes_a_key(keeper, place, key)

    open_now(vote.step, by=Actor(vote.organiser))
    vote.step.refresh_from_db()
    _votes(Phone(chromium, live_server.url, paul), place, card)
    assert Ballot.objects.get(person=paul).content == {}
    plain = Phone(chromium, live_server.url, paul, scripts=False)
    plain.open(place)
    assert plain.reads("Du kannst auf Papier abstimmen: Frag Cara Card.")

    vote.close()
    give_share(vote.step, 2, by=Actor(vote.keepers[1]), text=vote.share(2))
    _is_shown_no_single_vote(keeper, vote, place)
    with keeper.page.expect_navigation():
        keeper.page.set_input_files("[data-file]", key)
    election = vote.election
    assert election.result == [0, 0, 1, 0]
    assert verifies(archive_of(vote.step, election), election.uuid, tmp_path)


def _is_shown_no_single_vote(keeper: Phone, vote: SecretVote, place: str) -> None:
    """What the keeper's browser opens it reckons itself, out of the box that everybody gets; one card counts once in it."""
    (text,) = in_box(vote.election)
    Election.objects.update(box=packed([text, text]))
    keeper.open(f"{place}key/1/")
    keeper.page.wait_for_selector("text=Diese Urne ist nicht in Ordnung")
    Election.objects.update(box=packed([text]))
    keeper.open(f"{place}key/1/")
    keeper.page.wait_for_selector("[data-box]:visible")
    expect(keeper.page.locator("[data-votes]")).to_have_text("1")


def _makes_cards(hers: Phone, place: str) -> str:
    hers.open(f"{place}cards/")
    hers.page.fill("[data-count]", "3")
    hers.page.click("[data-make]")
    hers.page.wait_for_selector("[data-code]")
    cards: list[str] = hers.page.locator("[data-code]").all_inner_texts()
    hers.press("[data-give]")
    assert hers.reads("3 Stimmkarten gelten für diese Abstimmung.")
    return cards[0]


def _makes_a_key(keeper: Phone, place: str, key: Path) -> None:
    keeper.open(f"{place}key/1/")
    with keeper.page.expect_download() as saved:
        keeper.page.click("[data-make]")
    saved.value.save_as(key)
    assert re.fullmatch(r'"[0-9]+"', key.read_text(encoding="utf-8"))
    with keeper.page.expect_navigation():
        keeper.page.set_input_files("[data-file]", key)
    assert keeper.reads("Dein Schloss hängt an der Urne.")


def _votes(his: Phone, place: str, card: str) -> None:
    """With a slip of the pen first."""
    his.open(place)
    his.choose("[data-place='1']")
    his.write("[data-card]", card.replace("-", " ")[:-1] + "!")
    his.page.click("[data-seal]")
    assert his.reads("Tippfehler")
    his.page.fill("[data-card]", card.replace("-", ""))
    his.press("[data-seal]")
    assert his.reads("Deine Stimme liegt in der Urne, und niemand kann sie lesen.")
