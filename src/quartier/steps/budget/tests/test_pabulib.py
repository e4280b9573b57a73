"""Files of other budgets in, ours out; what is wrong with one is said with its line and column."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from quartier.api import Actor, Person, Refused, share
from quartier.api.processes import Ballot, Proposal, Step, step_for_example
from quartier.api.testing import client_of
from quartier.counting.counting import count
from quartier.counting.files.pabulib import parse_pb
from quartier.counting.files.pabulib_meaning import election_of
from quartier.counting.tests.real import real
from quartier.steps.budget.actions import close_budget, count_budget, open_budget, take_projects
from quartier.steps.budget.examples import FILE, a_budget, a_closed_budget, an_open_budget
from quartier.steps.budget.pabulib_in import look_at
from quartier.steps.budget.pabulib_out import as_pb
from quartier.steps.budget.queries import rules_of, tally_of
from quartier.steps.budget.terms import SLUG

ROWS = 4_000


def of_file(name: str, person: Person) -> tuple[Step, dict[str, Any]]:
    """A real election as one of ours: its projects brought, each of its ballots a slip of paper."""
    file = parse_pb(real(f"pabulib/{name}.pb").read_text(encoding="utf-8-sig"))
    election = election_of(file)
    step = step_for_example(person, SLUG, title="Quartiersfonds", question="Was kaufen wir?")
    found = look_at(real(f"pabulib/{name}.pb").read_bytes())
    take_projects(step, found.rows, by=Actor(person), money_cents=found.money)
    step.refresh_from_db()
    open_budget(step)
    keys = {one.title: one.key for one in rules_of(step).projects}
    ids = {row.source.removeprefix("pabulib:"): keys[row.title] for row in found.rows}
    order = {key: number for number, key in enumerate(keys.values())}
    rows = []
    for ballot, many in election.ballots.items():
        named = sorted((ids[one] for one in election.ids(ballot.named)), key=order.__getitem__)
        rows += [dict.fromkeys(named, 1)] * int(many)
    Step.objects.filter(pk=step.pk).update(options={**step.options, "most": 100})
    Ballot.objects.bulk_create(
        (Ballot(step=step, code=f"t:{number}", channel="paper", content=one) for number, one in enumerate(rows)),
        batch_size=ROWS,
    )
    step.refresh_from_db()
    return step, ids


@pytest.mark.once
@pytest.mark.thorough
def test_the_published_winners_of_swiecie_come_out_of_the_step(organiser: Person) -> None:
    expected = json.loads(real("pabulib/expected.json").read_text())["Poland_Swiecie_2023.pb"]["selected_published"]
    step, ids = of_file("Poland_Swiecie_2023", organiser)
    step.tally = count_budget(step)
    step.save(update_fields=["tally"])
    close_budget(step)
    assert sorted(one["key"] for one in step.tally["lines"] if one["place"]) == sorted(
        ids[one] for one in expected["projects"]
    )
    assert step.tally["spent"] == int(expected["cost"]) * 100
    assert step.tally["cast"] == 2_553
    assert Proposal.objects.filter(process=step.process, state="chosen").count() == len(expected["projects"])
    assert step.tally["ballots"] is None, "so many different ballots are like fingerprints"


MISTAKES = [
    ("", "The file is empty."),
    ("Bank;3000", "Line 1, column 1: The file should begin with the line META."),
    (FILE.replace("VOTES", "STIMMEN"), "is missing"),
    (FILE.replace("2;4000;Baum", "2;viel;Baum"), "Line 9, column 3: There should be a number, not “viel”."),
    (FILE.replace("2;4000", "1;4000"), "Line 9, column 1: Project “1” stands twice."),
    (FILE.replace("2;4000", "2;-4000"), "Line 9, column 3: Project 2 costs less than nothing."),
    (FILE.replace("budget;5000\n", ""), "Line 1, column 1: META says nothing about “budget”."),
    (FILE.replace("vote_type;approval", "vote_type;dice"), "Line 5, column 11: vote_type “dice” is unknown"),
    (FILE + "\n1;1,7", "there is no project “7”"),
    (FILE.replace("key;value", "key;value\nnum_projects;90"), "META promises 90 projects, but 2 stand here."),
    (FILE.replace("2;4000;Baum", "2;4000;Baum;Linde"), "4 cells, but the heading of PROJECTS has 3."),
    (FILE.replace("Baum", f'"{"a" * 140_000}"'), "Line 9, column 1"),  # more than a cell of CSV may hold
    (FILE.replace("budget;5000", f"budget;{'1' * 5000}"), "Line 4, column 8: This number has more digits"),
    # Each line leaves a quote open that the next doesn't end: looking on from each of them took minutes.
    (FILE.replace("VOTES", 'a";"\n' * 20_000 + "VOTES"), "more projects than anybody reads"),
]


@pytest.mark.parametrize(("text", "says"), MISTAKES)
def test_a_broken_file_is_refused_with_line_and_column(text: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        look_at(text.encode())
    assert says.lower() in str(refused.value.message).lower()
    with translation.override("de"), pytest.raises(Refused) as german:
        look_at(text.encode())
    assert str(german.value.message) != str(refused.value.message)


def test_what_is_no_text_is_refused() -> None:
    for content in (b"PK\x03\x04\x00\x00", b"\xff\xfe\x00", b"META\n" + b"\x81\x8d"):
        with pytest.raises(Refused):
            look_at(content)


def test_what_comes_back_with_the_form_is_small_whatever_else_the_file_held() -> None:
    many = ";".join(f"c{number}" for number in range(10_000))
    sized = FILE.replace("project_id;cost;name", f"project_id;cost;name;{many}")
    assert sized != FILE
    found = look_at(sized.replace("key;value", f"key;value\nmotto;{'a' * 100_000}").encode())
    assert len(found.kept) < 1000
    assert look_at(found.kept.encode()).rows == found.rows == look_at(FILE.encode()).rows


def sent(content: str) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("fonds.pb", content.encode())}


def test_a_file_is_shown_before_anything_is_taken_and_taken_once(organiser: Person) -> None:
    step, client = a_budget(organiser), client_of(organiser)
    before = Proposal.objects.count()
    page = client.post(f"/budget/{step.pk}/upload/", sent(FILE)).content.decode()
    assert "Baum" in page
    assert "Noch ist nichts übernommen" in page
    assert Proposal.objects.count() == before
    for _time in range(2):
        body = {"projects": look_at(FILE.encode()).kept, "takes_money": "on"}
        assert client.post(f"/budget/{step.pk}/take/", body).status_code == 302
    assert Proposal.objects.count() == before + 2
    step.refresh_from_db()
    assert step.options["money_cents"] == 500_000
    tree = Proposal.objects.get(title="Baum")
    assert (tree.cost_cents, tree.origin) == (400_000, "imported")


def test_of_a_broken_file_nothing_is_imported(organiser: Person) -> None:
    step, client = a_budget(organiser), client_of(organiser)
    before = Proposal.objects.count()
    broken = FILE.replace("2;4000;Baum", "2;viel;Baum")
    assert "Zeile 9, Spalte 3" in client.post(f"/budget/{step.pk}/upload/", sent(broken)).content.decode()
    client.post(f"/budget/{step.pk}/take/", {"projects": broken})
    assert Proposal.objects.count() == before


@pytest.mark.parametrize("sort", ["approval", "points"])
def test_our_file_is_read_again_and_counts_to_the_same_winners(organiser: Person, sort: str) -> None:
    """The six of the example voted alike: their ballots may be published."""
    step = a_closed_budget(organiser, sort=sort)
    text = as_pb(step, rules_of(step), tally_of(step))
    election = election_of(parse_pb(text))
    winners = count(election, "equal-shares", seed=step.tally["secret"] or "x").winners
    assert sorted(map(int, winners)) == sorted(one["number"] for one in step.tally["lines"] if one["place"])
    assert sorted(election.published or ()) == sorted(winners)
    assert election.voters == 6


def test_ballots_that_could_be_recognised_are_not_in_the_file(organiser: Person) -> None:
    step = an_open_budget(organiser)
    keys = list(rules_of(step).by_key)
    contents = [{keys[0]: 1}] * 6 + [{keys[0]: 1, keys[1]: 1}]
    Ballot.objects.bulk_create(
        Ballot(step=step, code=f"t:{n}", channel="paper", content=one) for n, one in enumerate(contents)
    )
    step.tally = count_budget(step)
    Step.objects.filter(pk=step.pk).update(state="closed", tally=step.tally)
    share(step.process, by=None)
    text = client_of(organiser).get(f"/budget/{step.pk}/result.pb").content.decode()
    file = parse_pb(text)
    assert file.votes == []
    assert file.meta["ballots_cast"] == "7"
    assert "fünf Menschen" in file.meta["comment"]
    assert [row["votes"] for row in file.projects] == ["7", "", "0", "0"]
    election_of(file)
    assert file.meta["rule"] == "equalshares/add1"


def test_a_result_is_no_file_before_it_is_one(organiser: Person) -> None:
    assert client_of(organiser).get(f"/budget/{an_open_budget(organiser).pk}/result.pb").status_code == 404


def test_names_of_projects_do_not_calculate_in_a_spreadsheet(organiser: Person) -> None:
    step = a_closed_budget(organiser)
    step.tally["lines"][0]["title"] = '=HYPERLINK("http://x";"y")\nZeile'
    text = as_pb(step, rules_of(step), step.tally)
    assert parse_pb(text).projects[0]["name"].startswith("'=HYPERLINK")
