"""The four things that may come of a need, each from the question to its end."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from quartier.api import (
    Actor,
    Fact,
    Ground,
    Group,
    ModuleDecision,
    Person,
    Refused,
    Verb,
    decide_module,
    entries,
    found_group_with,
    modules_here,
    record,
    share,
)
from quartier.api.processes import Process, ProcessState, Proposal, ProposalState, Step, close_now
from quartier.api.testing import client_of, neighbour
from quartier.modules.needs.actions import adopt, begin_first_round, begin_round, conclude, found_project, reject
from quartier.modules.needs.examples import a_need
from quartier.modules.needs.models import Outcome, Review, Verdict
from quartier.modules.needs.queries import fitting, lines_of, months_ahead
from quartier.modules.needs.reviews import ask_again, conclude_review, remind
from quartier.modules.needs.tests.rounds import NEXT_YEAR, begun, coordinator, key_of, say, weighed

pytestmark = pytest.mark.django_db


def is_on(slug: str) -> bool:
    return next(face.is_on for face in modules_here() if face.slug == slug)


def off(slug: str) -> None:
    decide_module(slug, by=Actor(coordinator("Klaus")), on=False, ground=Ground.NEED)


def said_by_telephone_and_on_paper(step: Step, desk: Person) -> None:
    """Jonas rings up, and a slip of paper, which two people type, has no name."""
    phone = {"starter": "could", "words": "Einkäufe die Treppe hinauf tragen", "text": "", "channel": "phone"}
    client_of(desk).post(f"/gather/{step.pk}/enter/", {**phone, "name": "Jonas Weber"})
    client_of(desk).post(f"/process/paper/{step.pk}/", {"name": "Bäckerei", "size": "1"})
    pile = f"/process/paper/pile/{step.batches.get().pk}/"
    for typist in (desk, coordinator("Theo")):
        client_of(typist).post(pile, {"number": "1", "miss": "Hilfe", "could": "", "name": ""})
    client_of(desk).post(f"{pile}count/")


def put_together(step: Step, desk: Person, title: str) -> Proposal:
    needs = [str(each.pk) for each in Proposal.objects.filter(process=step.process)]
    client_of(desk).post(f"/gather/{step.pk}/group/", {"needs": needs, "title": title})
    return Proposal.objects.get(process=step.process, title=title)


def test_adopted_from_the_question_to_a_module_that_is_on() -> None:
    """Two say it, one by telephone; it is put together, weighed, decided; the module is on and says why."""
    kora, ayse, jonas = coordinator(), neighbour(), neighbour("Jonas", "Weber")
    off("help")
    assert client_of(ayse).get("/help/").status_code == 404
    process, step = begun(kora)
    assert process.title in [entry.title for entry in entries(ayse).entries]
    say(step, ayse, "jemand, der mir beim Einkaufen hilft", helps=True)
    said_by_telephone_and_on_paper(step, kora)
    group = put_together(step, kora, "Einander beim Einkaufen helfen")
    process = weighed(process, kora, {ayse: {key_of(group): 3}, jonas: {key_of(group): 2}})
    line = lines_of(process)[0]
    assert (line.points, line.voters, set(line.hands)) == (5, 2, {ayse, jonas})
    assert [face.slug for face in line.fitting][:1] == ["help"]

    page = client_of(kora).get(f"/needs/{group.pk}/adopt/").content.decode()
    assert "Ayşe Demir" in page
    adopted: dict[str, Any] = {
        "slug": "help",
        "caretakers": [ayse.pk, jonas.pk],
        "review": NEXT_YEAR.isoformat(),
        "reason": "Viele tragen.",
    }
    assert client_of(kora).post(f"/needs/{group.pk}/adopt/", adopted).status_code == 302
    reject(Proposal.objects.get(title="Mir fehlt mehr Licht"), by=Actor(kora), reason="Das macht die Stadt.")
    client_of(kora).post(f"/needs/{process.pk}/decide/", {"text": "Es geht los. Danke!"})

    assert client_of(ayse).get("/help/").status_code == 200
    why = client_of(ayse).get("/warum/help/").content.decode()
    assert "Viele tragen." in why
    assert f"/needs/decision/{group.pk}/" in why
    assert "Jonas Weber" in why
    assert "Einander beim Einkaufen helfen" in client_of(ayse).get(f"/needs/decision/{group.pk}/").content.decode()
    assert Process.objects.get(pk=process.pk).state == ProcessState.ANSWERED
    assert (
        "process.answered" in set(ayse.notifications.values_list("notice", flat=True)) or jonas.notifications.exists()
    )


def test_rejected_always_with_a_reason_that_those_behind_it_read() -> None:
    kora, ayse = coordinator(), neighbour()
    process, step = begun(kora)
    need = say(step, ayse, "ein Freibad")
    process = weighed(process, kora, {ayse: {key_of(need): 1}})
    with pytest.raises(Refused):
        reject(need, by=Actor(kora), reason="  ")
    assert not Verdict.objects.exists()
    client_of(kora).post(f"/needs/{need.pk}/reject/", {"reason": "Das kann nur die Stadt; wir fragen dort nach."})
    need.refresh_from_db()
    assert (need.state, need.sentence) == (ProposalState.NOT_DONE, "Das kann nur die Stadt; wir fragen dort nach.")
    assert ayse.notifications.exists()
    assert "wir fragen dort nach" in client_of(ayse).get(f"/needs/decision/{need.pk}/").content.decode()
    with pytest.raises(Refused):
        reject(need, by=Actor(kora), reason="Noch einmal")


def test_what_no_module_meets_becomes_a_project_with_people() -> None:
    kora, ayse, jonas = coordinator(), neighbour(), neighbour("Jonas", "Weber")
    process, step = begun(kora)
    need = say(step, ayse, "eine Schaukel", helps=True)
    client_of(jonas).post(f"/gather/{step.pk}/help/{need.pk}/", {"on": "1"})
    process = weighed(process, kora, {jonas: {key_of(need): 3}})
    assert not fitting(need, modules_here())
    client_of(kora).post(f"/needs/{need.pk}/project/", {"name": "Schaukel", "people": [ayse.pk, jonas.pk]})
    group = Group.objects.get()
    assert [row.person for row in group.memberships.order_by("pk")] == [ayse, jonas]
    assert group.memberships.get(person=ayse).role == "moderator"
    assert not group.memberships.filter(person=kora).exists()
    assert f"/groups/{group.pk}/" in client_of(ayse).get(f"/needs/decision/{need.pk}/").content.decode()
    assert Verdict.objects.get().outcome == Outcome.PROJECT
    need.refresh_from_db()
    assert need.state == ProposalState.PLANNED


def asked_again(slug: str, *, kora: Person, against: Person) -> Review:
    """Pressed twice, it is asked once; the one vote is against."""
    client_of(kora).post(f"/needs/{slug}/ask-again/")
    client_of(kora).post(f"/needs/{slug}/ask-again/")
    review = Review.objects.get()
    vote = review.process.steps.get()
    assert client_of(against).post(f"/vote/{vote.pk}/", {"question": "no"}).status_code == 302
    close_now(vote, by=Actor(kora))
    return review


def test_switched_off_at_review_nothing_is_lost_and_on_again_it_is_back() -> None:
    kora, ayse, jonas = coordinator(), neighbour(), neighbour("Jonas", "Weber")
    by = Actor(kora)
    share(a_need(ayse), by=Actor(ayse))
    decide_module(
        "board", by=by, on=True, ground=Ground.NEED, caretakers=[ayse], review=NEXT_YEAR, reason="Wir wollen reden."
    )
    client_of(ayse).post(
        "/board/new/", {"sort": "news", "title": "Das Beet blüht", "text": "Kommt!", "reach": "members"}
    )
    titles = [entry.title for entry in entries(jonas, kind="board.post").entries]
    ModuleDecision.objects.update(review=timezone.localdate())
    assert "Brett" in client_of(kora).get("/needs/").content.decode()
    assert remind(timezone.now()) == 1
    assert remind(timezone.now()) == 1
    assert ayse.notifications.filter(notice="needs.review_due").count() == 1

    review = asked_again("board", kora=kora, against=jonas)
    page = client_of(kora).get(f"/needs/{review.process_id}/review/")
    assert page.status_code == 200
    client_of(kora).post(
        f"/needs/{review.process_id}/review/", {"stays": "no", "reason": "Kaum jemand schreibt.", "until": ""}
    )
    assert not is_on("board")
    assert not entries(jonas, kind="board.post").entries
    assert ModuleDecision.objects.order_by("-pk")[0].ground == Ground.REVIEW
    assert "Kaum jemand schreibt." in client_of(None).get("/warum/board/").content.decode()

    decide_module("board", by=by, on=True, ground=Ground.NEED, caretakers=[ayse], review=NEXT_YEAR)
    assert [entry.title for entry in entries(jonas, kind="board.post").entries] == titles


def test_a_review_keeps_it_only_with_somebody_who_cares() -> None:
    kora, ayse = coordinator(), neighbour()
    by = Actor(kora)
    decide_module("board", by=by, on=True, ground=Ground.NEED, caretakers=[ayse], review=NEXT_YEAR)
    review = ask_again("board", by=by)
    from quartier.api.processes import close_now

    with pytest.raises(Refused):
        conclude_review(review, by=by, stays=True, reason="Ja.", until=NEXT_YEAR)
    close_now(review.process.steps.get(), by=by)
    client_of(ayse).post("/warum/board/care/", {"care": "0"})
    with pytest.raises(Refused):
        conclude_review(review, by=by, stays=True, reason="Ja.", until=NEXT_YEAR)
    client_of(ayse).post("/warum/board/care/", {"care": "1"})
    conclude_review(review, by=by, stays=True, reason="Alle wollen es.", until=NEXT_YEAR)
    assert is_on("board")
    assert Process.objects.get(pk=review.process_id).state == ProcessState.ANSWERED


def test_no_answer_before_all_is_decided_and_one_round_at_a_time() -> None:
    kora, ayse = coordinator(), neighbour()
    process, step = begun(kora)
    with pytest.raises(Refused):
        begin_round(by=Actor(kora))
    need = say(step, ayse, "ein Freibad")
    with pytest.raises(Refused):
        reject(need, by=Actor(kora), reason="Zu früh.")
    process = weighed(process, kora, {})
    with pytest.raises(Refused):
        conclude(process, by=Actor(kora), text="Fertig.")
    with pytest.raises(Refused):
        found_project(need, by=Actor(kora), name="Freibad", people=[])
    with pytest.raises(Refused):
        adopt(need, by=Actor(kora), slug="board", caretakers=[], review=NEXT_YEAR)
    with pytest.raises(Refused):
        adopt(need, by=Actor(ayse), slug="board", caretakers=[ayse], review=NEXT_YEAR)
    assert not Verdict.objects.exists()
    assert not Group.objects.exists()


def test_a_fresh_quarter_is_asked_and_only_once() -> None:
    kora = coordinator()
    record(Verb.COMPLETED, "quarter.quarter", by=Actor(kora))
    begin_first_round(Fact.objects.latest("pk"))
    begin_first_round(Fact.objects.latest("pk"))
    process = Process.objects.get()
    assert process.state == ProcessState.RUNNING
    assert process.title == "Was braucht unser Quartier?"
    assert process.title in [entry.title for entry in entries(neighbour()).entries]


def test_a_group_of_nobody_is_refused() -> None:
    with pytest.raises(Refused):
        found_group_with([], by=Actor(coordinator()), name="Leer")


def test_whoever_leads_sees_on_heute_what_waits_and_nobody_else() -> None:
    kora, ayse = coordinator(), neighbour()
    process, _step = begun(kora)
    weighed(process, kora, {})
    assert f"/needs/{process.pk}/decide/" in client_of(kora).get("/").content.decode()
    assert f"/needs/{process.pk}/decide/" not in client_of(ayse).get("/").content.decode()


def test_the_day_to_look_again_exists() -> None:
    assert months_ahead(12) > timezone.localdate() + timedelta(days=330)
    assert months_ahead(1) > timezone.localdate()


def test_between_saying_and_weighing_there_is_a_week_to_put_together() -> None:
    kora, ayse = coordinator(), neighbour()
    process, step = begun(kora)
    say(step, ayse, "ein Freibad")
    close_now(step, by=Actor(kora))
    vote = process.steps.get(kind="vote")
    assert vote.opens - step.closes == timedelta(days=7)
    url = f"/gather/{step.pk}/group/"
    assert url in client_of(kora).get("/needs/").content.decode()
    assert url not in client_of(ayse).get("/needs/").content.decode()
    client_of(kora).post(url, {"needs": [str(process.proposals.get().pk)], "title": "Baden"})
    assert process.proposals.filter(title="Baden").exists()
    numbers = client_of(ayse).get(f"/process/{process.pk}/step/1/numbers.csv").content.decode()
    assert "Gesagte Sätze" in numbers
