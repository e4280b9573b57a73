"""What is decided happens, everywhere and at once; both sides read why; a complaint goes to others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from quartier.api import Actor, Person, Refused, has_power
from quartier.api.testing import client_of, moderator, neighbour
from quartier.api.testing.people import key_holder
from quartier.kernel.comments.actions import add_comment
from quartier.kernel.entries.models import Entry
from quartier.kernel.matters.actions import open_matter
from quartier.kernel.moderation.complaints import complain
from quartier.kernel.moderation.decisions import decide_alone, hold, release
from quartier.kernel.moderation.keeping import forget_old_cases
from quartier.kernel.moderation.log import months
from quartier.kernel.moderation.log_models import LogLine
from quartier.kernel.moderation.models import Case, Decision, Side, Statement
from quartier.kernel.moderation.reportable import REPORTABLES
from quartier.kernel.moderation.reports import report
from quartier.kernel.people.models import Standing
from quartier.kernel.terms.comments import COMMENT
from quartier.modules.board.actions import write_post
from tests.reported import WORDS, some_case

pytestmark = pytest.mark.django_db


def decide(case: Case, judge: Person, measure: str, days: int | None = None) -> Decision:
    case.refresh_from_db()
    return decide_alone(case, by=Actor(judge), measure=measure, days=days, rule="respect", reasons="Eine Beleidigung.")


def test_hidden_is_hidden_from_everybody_else_and_the_reasons_reach_both_sides() -> None:
    case, accused, reporter = some_case()
    judge = moderator()
    hold(case, by=Actor(judge))
    assert REPORTABLES["comment"].any(case.object_id).hidden
    release(case, by=Actor(judge))
    assert not REPORTABLES["comment"].any(case.object_id).hidden
    decision = decide(case, judge, "hide")
    assert REPORTABLES["comment"].any(case.object_id).hidden
    sides = {one.person_id: one.side for one in Statement.objects.filter(decision=decision)}
    assert sides == {accused.pk: Side.ABOUT, reporter.pk: Side.REPORTED}
    for person in (accused, reporter):
        page = client_of(person).get(Statement.objects.get(person=person).url).content.decode()
        assert "Eine Beleidigung." in page
        assert "Melda" not in page or person == reporter
        assert judge.family_name not in page
    assert client_of(neighbour()).get(Statement.objects.get(person=accused).url).status_code == 404
    with pytest.raises(Refused):
        decide(case, judge, "nothing")


def test_paused_reads_everything_and_writes_nothing_in_any_module() -> None:
    case, accused, _reporter = some_case()
    decide(case, moderator(), "pause", 7)
    accused.refresh_from_db()
    assert not has_power(accused, COMMENT)
    post = Entry.objects.get()
    for act in (
        lambda: write_post(by=Actor(accused), sort="news", title="Neu", text="…"),
        lambda: add_comment(post, by=Actor(accused), text="Noch was"),
        lambda: open_matter(by=Actor(accused), kind="help.matter", about=None, title="Hallo", parties={accused: "a", neighbour(): "b"}),
    ):  # fmt: skip
        with pytest.raises(Refused):
            act()
    client = client_of(accused)
    assert client.get("/board/").status_code == 200
    assert client.post("/people/me/name/", {}).status_code in {403, 404}
    assert client.post("/groups/new/", {"name": "Trotz"}).status_code == 403
    assert client.post("/notices/read/").status_code == 302
    Person.objects.filter(pk=accused.pk).update(paused_until=timezone.now() - timedelta(seconds=1))
    accused.refresh_from_db()
    write_post(by=Actor(accused), sort="news", title="Wieder da", text="…")


def test_limited_shares_little_and_begins_nothing_with_others() -> None:
    case, accused, _reporter = some_case()
    decide(case, moderator(), "limit", 7)
    accused.refresh_from_db()
    write_post(by=Actor(accused), sort="news", title="Eins", text="…")
    with pytest.raises(Refused):
        write_post(by=Actor(accused), sort="news", title="Zwei", text="…")
    with pytest.raises(Refused):
        open_matter(
            by=Actor(accused), kind="help.matter", about=None, title="Hi", parties={accused: "a", neighbour(): "b"}
        )


def test_excluded_is_no_neighbour_any_more_until_a_complaint_is_right() -> None:
    case, accused, _reporter = some_case()
    post = write_post(by=Actor(accused), sort="news", title="Mein Beitrag", text="…")
    decide(case, moderator("Mona"), "exclude")
    accused.refresh_from_db()
    assert accused.standing == Standing.EXCLUDED
    assert "Mein Beitrag" not in client_of(neighbour()).get("/board/").content.decode()
    statement = Statement.objects.get(person=accused)
    assert client_of(accused).get(statement.url).status_code == 200
    complain(statement, by=Actor(accused), text="Es war ein Scherz.")
    complain(statement, by=Actor(accused), text="Es war ein Scherz.")
    first = Decision.objects.get().decided_by
    assert first
    with pytest.raises(Refused):
        decide(case, first, "nothing")
    decide(case, moderator("Olga"), "hide")
    accused.refresh_from_db()
    assert accused.standing == Standing.MEMBER
    assert post.title in client_of(neighbour()).get("/board/").content.decode()
    assert REPORTABLES["comment"].any(case.object_id).hidden
    with pytest.raises(Refused):
        complain(statement, by=Actor(accused), text="Noch einmal!")
    assert [line.was_changed for line in LogLine.objects.order_by("pk")] == [False, True]


def test_a_complaint_comes_too_late_after_six_months() -> None:
    case, accused, _reporter = some_case()
    decision = decide(case, moderator(), "hide")
    Decision.objects.filter(pk=decision.pk).update(at=timezone.now() - timedelta(days=184))
    with pytest.raises(Refused):
        complain(Statement.objects.get(person=accused), by=Actor(accused), text="Doch noch")
    assert case.complaints.count() == 0


def test_nobody_judges_their_own_case() -> None:
    accused, reporter = moderator("Arno"), moderator("Melda")
    post = write_post(by=Actor(accused), sort="news", title=WORDS, text="…")
    case = report("entry", post.entry, rule="respect", by=Actor(reporter)).case
    for judge in (accused, reporter):
        with pytest.raises(Refused):
            decide(case, judge, "nothing")
        with pytest.raises(Refused):
            hold(case, by=Actor(judge))
    with pytest.raises(Refused):
        decide(case, neighbour("Nina"), "nothing")


def test_the_last_key_holder_is_not_excluded_but_may_be_paused() -> None:
    holder, judge = key_holder(), moderator()
    post = write_post(by=Actor(holder), sort="news", title=WORDS, text="…")
    case = report("entry", post.entry, rule="respect", by=None).case
    with pytest.raises(Refused):
        decide(case, judge, "exclude")
    assert Decision.objects.count() == 0
    decide(case, judge, "pause", 3)


def test_a_year_after_the_decision_all_is_gone_but_the_log() -> None:
    case, _accused, _reporter = some_case()
    decide(case, moderator(), "hide")
    forget_old_cases(timezone.now() + timedelta(days=364))
    assert Case.objects.count() == 1
    forget_old_cases(timezone.now() + timedelta(days=366))
    assert (Case.objects.count(), LogLine.objects.count()) == (0, 1)


def test_the_log_says_no_number_that_could_tell_who_it_was() -> None:
    november, october = date(2026, 11, 1), date(2026, 10, 1)
    line = {"what": "comment", "rule": "respect", "by": "panel", "days": 2}
    LogLine.objects.bulk_create(LogLine(month=november, measure="exclude", **line) for _number in range(2))
    LogLine.objects.bulk_create(
        LogLine(month=october, measure=one, **line) for one in ("hide", "hide", "hide", "exclude")
    )
    small, large = months()
    assert small.is_small
    assert large.decided == 4
    assert large.measures[0][1] == 3
    assert large.measures[1][1] is None
    page = client_of(None).get("/protokoll/").content.decode()
    assert page.count("ausgeschlossen") == 1  # of October, without a number; of November nothing is said
    assert "ein oder zwei" in page
