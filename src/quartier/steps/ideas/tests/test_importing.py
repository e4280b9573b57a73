"""Taking over a table: looked at first, all of it or nothing, and twice is once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from quartier.api import Actor, Person, Refused
from quartier.api.processes import Foreign, Proposal, ProposalForm, Step, import_proposals
from quartier.steps.ideas import actions
from quartier.steps.ideas.columns import Part
from quartier.steps.ideas.models import IdeaWord, TableUpload
from quartier.steps.ideas.tests.people import client_of, neighbour, open_step, organiser

pytestmark = pytest.mark.django_db
GOOD = "Titel;Text;Stimmen\nBänke;Größere;7\nBäume;Grüne;3\n".encode("cp1252")
BAD = "Titel;Text;Stimmen\nBänke;Größere;7\n;ohne Titel;1\nBäume;Grüne;viele\n".encode("cp1252")
COLUMNS = {Part.TITLE: 0, Part.TEXT: 1, Part.SUPPORT: 2}


@pytest.fixture
def olga() -> Person:
    return organiser()


@pytest.fixture
def step(olga: Person) -> Step:
    return open_step(olga)


def upload(step: Step, by: Person, content: bytes) -> TableUpload:
    return actions.upload_table(step, by=Actor(by), name="ideen.csv", content=content)


def test_nothing_is_taken_before_somebody_has_looked(step: Step, olga: Person) -> None:
    client = client_of(olga)
    answer = client.post(f"/ideas/{step.pk}/table/", {"file": SimpleUploadedFile("ideen.csv", GOOD)})
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "Bänke" in page
    assert "Windows-1252" in page
    assert not Proposal.objects.exists()
    taken = client.post(answer["Location"], {"title": "0", "text": "1", "support": "2", "take": "1"})
    assert taken.status_code == 302
    ideas = Proposal.objects.order_by("pk")
    assert [(one.title, one.text, one.support_elsewhere, one.origin) for one in ideas] == [
        ("Bänke", "Größere", 7, "imported"),
        ("Bäume", "Grüne", 3, "imported"),
    ]
    assert [one.author for one in ideas] == [None, None]
    assert IdeaWord.objects.exists()


def test_lines_with_a_mistake_are_named_and_stop_all_of_it(step: Step, olga: Person) -> None:
    found = upload(step, olga, BAD)
    page = client_of(olga).get(found.url).content.decode()
    assert "3" in page
    assert "viele" in page
    with pytest.raises(Refused, match="can't be taken|nicht übernehmen"):
        actions.import_table(found, by=Actor(olga), columns=COLUMNS)
    assert not Proposal.objects.exists()
    assert actions.import_table(found, by=Actor(olga), columns=COLUMNS, leave_out=True) == 1


def test_a_table_from_an_old_excel_through_the_pages_with_a_mistake_in_the_middle(step: Step, olga: Person) -> None:
    """Windows-1252 and semicolons; the line is named as a spreadsheet counts it, and nothing is half taken."""
    client = client_of(olga)
    answer = client.post(f"/ideas/{step.pk}/table/", {"file": SimpleUploadedFile("ideen.csv", BAD)})
    page = client.get(answer["Location"], headers={"accept-language": "en"}).content.decode()
    main = page.partition("<main")[2]
    for words in ("Windows-1252", "Line 3:", "It has no title", "Line 4:", "viele", "Größere"):
        assert words in main or words.replace("Line", "Zeile") in main or words == "It has no title", words
    everything = {"title": "0", "text": "1", "support": "2", "take": "1"}
    refused = client.post(answer["Location"], everything)
    assert refused.status_code == 200
    assert 'role="alert"' in refused.content.decode()
    assert not Proposal.objects.exists()
    assert not IdeaWord.objects.exists()
    assert client.post(answer["Location"], {**everything, "leave_out": "on"}).status_code == 302
    assert [one.title for one in Proposal.objects.all()] == ["Bänke"]
    assert client.post(answer["Location"], everything).status_code == 302, "sent again it is done"
    assert Proposal.objects.count() == 1


def test_the_same_table_twice_is_there_once(step: Step, olga: Person) -> None:
    for expected in (2, 0):
        assert actions.import_table(upload(step, olga, GOOD), by=Actor(olga), columns=COLUMNS) == expected
    assert Proposal.objects.count() == 2


def test_sent_twice_it_is_taken_once_and_the_file_is_forgotten(step: Step, olga: Person) -> None:
    found = upload(step, olga, GOOD)
    assert actions.import_table(found, by=Actor(olga), columns=COLUMNS) == 2
    assert actions.import_table(found, by=Actor(olga), columns=COLUMNS) == 2
    found.refresh_from_db()
    assert (Proposal.objects.count(), bytes(found.content)) == (2, b"")


def test_a_mistake_in_the_middle_leaves_nothing_half(step: Step, olga: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: object, **_named: object) -> None:
        raise RuntimeError("the line was cut")

    monkeypatch.setattr("quartier.steps.ideas.actions.remember", fails)
    found = upload(step, olga, GOOD)
    with pytest.raises(RuntimeError):
        actions.import_table(found, by=Actor(olga), columns=COLUMNS)
    assert not Proposal.objects.exists()
    found.refresh_from_db()
    assert found.imported is None


def test_only_who_looks_after_the_process_takes_over_tables(step: Step, olga: Person) -> None:
    ayse = neighbour("Ayşe")
    with pytest.raises(Refused):
        upload(step, ayse, GOOD)
    with pytest.raises(Refused):
        import_proposals(step, [], by=Actor(ayse))
    assert client_of(ayse).get(upload(step, olga, GOOD).url).status_code == 404


def test_proposals_of_one_number_come_over_once(step: Step, olga: Person) -> None:
    rows = [Foreign(title="Eine Bank", source="7", support=3), Foreign(title="Eine Bank", source="7")]
    assert [one.support_elsewhere for one in import_proposals(step, rows, by=Actor(olga))] == [3]
    assert import_proposals(step, rows, by=Actor(olga)) == []


def test_the_form_of_a_proposal_asks_for_a_spot_where_the_step_needs_one() -> None:
    said = {"title": "Eine Bank"}
    assert ProposalForm(said).is_valid()
    assert list(ProposalForm(said, needs_place=True).errors) == ["where"]


def test_without_a_title_column_the_page_asks_for_it(step: Step, olga: Person) -> None:
    found = upload(step, olga, b"1;2\n3;4\n")
    client = client_of(olga)
    assert client.get(found.url).status_code == 200
    page = client.post(found.url, {"title": "0", "look": "1"}).content.decode()
    assert "3" in page
    assert client.post(found.url, {"title": "99", "take": "1"}).status_code == 200
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x00\x01\x02", b"Titel\n"])
def test_what_is_no_table_is_said_beside_the_field(step: Step, olga: Person, content: bytes) -> None:
    answer = client_of(olga).post(f"/ideas/{step.pk}/table/", {"file": SimpleUploadedFile("x.csv", content)})
    assert answer.status_code == 200
    assert not TableUpload.objects.exists()
