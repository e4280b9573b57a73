"""Photos that come with an idea: kept while the page asks whether it exists already, refused with a sentence, never lost."""

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from quartier.api import Actor, Person, Refused, StoredFile, drop_loose, keep_photos, loose_photos
from quartier.api.processes import Proposal, Step, merge_proposal, support
from quartier.steps.ideas.actions import bring_idea
from quartier.steps.ideas.terms import MOST_PHOTOS
from quartier.steps.ideas.tests.people import an_idea, client_of, neighbour, open_step, organiser

pytestmark = pytest.mark.django_db
SAID = {"title": "Ständer für Fahrräder an der Bücherei", "text": "Vier reichen.", "where": ""}


@pytest.fixture
def ayse() -> Person:
    return neighbour("Ayşe")


@pytest.fixture
def step() -> Step:
    return open_step(organiser())


def photo(colour: str = "seagreen", name: str = "platz.jpg") -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/jpeg")


def send(step: Step, person: Person, **said: Any) -> Any:
    return client_of(person).post(f"/ideas/{step.pk}/new/", {**SAID, **said})


def test_an_idea_comes_with_its_photos_and_what_is_seen_on_them(step: Step, ayse: Person) -> None:
    answer = send(step, ayse, photos=[photo(), photo("moccasin")], alt="Der leere Platz")
    assert answer.status_code == 302
    idea = Proposal.objects.get()
    assert [(file.entry, file.alt) for file in StoredFile.objects.order_by("position")] == [
        (idea.entry, "Der leere Platz")
    ] * 2
    page = client_of(neighbour("Jonas")).get(idea.url).content.decode()
    assert page.count('alt="Der leere Platz"') == 2


def test_a_photo_survives_the_question_whether_it_exists_already(step: Step, ayse: Person) -> None:
    an_idea(step, neighbour("Jonas"), "Fahrradständer vor der Bücherei")
    page = send(step, ayse, photos=photo()).content.decode()
    assert Proposal.objects.count() == 1
    (key,) = re.findall(r'name="kept" value="([^"]+)" checked', page)
    (seen,) = re.findall(r'name="is_other" value="([\d ]+)"', page)
    assert send(step, ayse, kept=key, is_other=seen).status_code == 302
    assert StoredFile.objects.get().entry == Proposal.objects.get(author=ayse).entry


def test_a_photo_survives_a_mistake_elsewhere_and_may_be_left_behind(step: Step, ayse: Person) -> None:
    page = send(step, ayse, title="", photos=photo()).content.decode()
    assert 'name="kept"' in page
    assert send(step, ayse).status_code == 302
    assert StoredFile.objects.get().entry is None, "not ticked any more: it belongs nowhere, and is forgotten"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.4 nothing", b"<svg onload=alert(1)>"])
def test_what_is_no_photo_is_said_beside_the_field_and_the_words_stay(step: Step, ayse: Person, content: bytes) -> None:
    page = send(step, ayse, photos=SimpleUploadedFile("platz.jpg", content)).content.decode()
    assert 'class="error' in page
    assert SAID["title"] in page
    assert not Proposal.objects.exists()
    assert not StoredFile.objects.exists()


def test_too_many_photos_are_refused_and_none_is_lost(step: Step, ayse: Person) -> None:
    photos = [photo(colour) for colour in ("red", "green", "blue", "black", "white", "gray")[: MOST_PHOTOS + 1]]
    page = send(step, ayse, photos=photos).content.decode()
    assert not Proposal.objects.exists()
    assert page.count('name="kept"') == MOST_PHOTOS + 1


def test_nobody_brings_the_photo_of_somebody_else(step: Step, ayse: Person) -> None:
    jonas = neighbour("Jonas")
    (theirs,), _refused = keep_photos([photo()], by=Actor(jonas))
    assert loose_photos([theirs.key], by=Actor(ayse)) == []
    assert send(step, ayse, kept=theirs.key).status_code == 302
    theirs.refresh_from_db()
    assert theirs.entry is None
    drop_loose([theirs], by=Actor(jonas))
    assert not StoredFile.objects.exists()


def test_an_idea_that_is_refused_takes_no_photo_along(ayse: Person) -> None:
    step = open_step(organiser(), needs_place=True)
    kept, _refused = keep_photos([photo()], by=Actor(ayse))
    with pytest.raises(Refused):
        bring_idea(step, by=Actor(ayse), title="Eine Bank", photos=kept)
    assert StoredFile.objects.get().entry is None


@pytest.mark.parametrize("then", ["map", ""])
def test_a_photo_comes_along_to_the_map_and_in_a_draft(step: Step, ayse: Person, then: str) -> None:
    """The way there and back is two pages; a browser can't put a chosen file back into its field."""
    client, form = client_of(ayse), f"/ideas/{step.pk}/new/"
    page = client.get(form).content.decode()
    hidden = dict(re.findall(r'name="(draft[^"]*)" value="([^"]*)"', page))
    keep_url = re.search(r'formaction="(/drafts/[^"]+)"', page)
    assert keep_url
    said = {
        **SAID,
        **hidden,
        "draft_then": f"/ideas/{step.pk}/pick/" if then else "",
        "photos": photo(),
        "alt": "Der Platz",
    }
    there = client.post(keep_url[1], said)["Location"]
    draft = re.search(r"draft=([0-9a-f-]+)", there)
    assert draft
    words = {name: value for name, value in said.items() if name not in {"photos", "draft_then"}}
    client.post(keep_url[1], words, headers={"Accept": "application/json"})  # what a script had begun to send
    back = client.get(form, {"where": "48.5931, 8.8703", "draft": draft[1]}).content.decode()
    kept = re.findall(r'name="kept" value="([^"]+)" checked', back)
    assert len(kept) == 1
    assert SAID["title"] in back
    client.post(form, {**SAID, "kept": kept, "draft": draft[1]})
    file = StoredFile.objects.get()
    assert file.entry == Proposal.objects.get(author=ayse).entry
    assert file.alt == "Der Platz"


def test_a_file_that_is_no_photo_is_named_on_the_way_to_the_map(step: Step, ayse: Person) -> None:
    client = client_of(ayse)
    page = client.get(f"/ideas/{step.pk}/new/").content.decode()
    hidden = dict(re.findall(r'name="(draft[^"]*)" value="([^"]*)"', page))
    keep_url = re.search(r'formaction="(/drafts/[^"]+)"', page)
    assert keep_url
    broken = SimpleUploadedFile("platz.jpg", b"\xff\xd8 no picture", content_type="image/jpeg")
    assert "platz.jpg" in client.post(keep_url[1], {**SAID, **hidden, "photos": broken}, follow=True).content.decode()
    assert not StoredFile.objects.exists()


def test_similar_ideas_lead_to_one_that_keeps_everybody(step: Step, ayse: Person) -> None:
    """The link in the list, the page behind it, and its button: authors and support come along, and are parted again."""
    jonas, mara = neighbour("Jonas"), neighbour("Mara")
    assert step.process.author is not None
    olga = client_of(step.process.author)
    there, same = an_idea(step, jonas, "Fahrradständer vor der Bücherei"), an_idea(step, ayse, SAID["title"])
    for person, idea in ((mara, there), (mara, same), (jonas, same)):
        support(idea, step=step, by=Actor(person))
    link = f"/ideas/similar/{there.pk}/"
    assert link in olga.get(f"/ideas/{step.pk}/").content.decode()
    assert link not in client_of(mara).get(f"/ideas/{step.pk}/").content.decode()
    page = olga.get(link).content.decode()
    assert same.title in page
    assert f"/process/proposal/{same.pk}/merge/" in page
    assert "/merge/" not in client_of(mara).get(link).content.decode(), "reading is for all, merging is not"
    assert olga.post(f"/process/proposal/{same.pk}/merge/", {"into": there.pk}).status_code == 302
    there.refresh_from_db()
    assert {row.person for row in there.authors.all()} == {jonas, ayse}
    assert there.support_count == 2, "Mara supported both and counts once"
    assert client_of(mara).get(f"/ideas/similar/{same.pk}/").status_code == 404
    assert same.title not in client_of(mara).get(f"/ideas/{step.pk}/").content.decode()
    olga.post(f"/process/proposal/{same.pk}/part/")
    there.refresh_from_db()
    assert ({row.person for row in there.authors.all()}, there.support_count) == ({jonas}, 1)


def test_an_idea_is_never_merged_by_whoever_only_takes_part(step: Step, ayse: Person) -> None:
    one, other = an_idea(step, ayse, "Eine Bank"), an_idea(step, ayse, "Zwei Bänke")
    with pytest.raises(Refused):
        merge_proposal(one, into=other, by=Actor(ayse))


def test_a_note_on_whether_it_can_be_done_has_its_reasons_and_is_told_to_those_behind_it(
    step: Step, ayse: Person
) -> None:
    idea = an_idea(step, ayse, "Ein Freibad")
    assert step.process.author is not None
    olga = client_of(step.process.author)
    said = {"feasibility": "not_feasible", "reasons": "Dafür ist auf dem Platz **kein Raum**."}
    assert olga.post(f"/process/proposal/{idea.pk}/check/", said).status_code == 302
    page = client_of(neighbour("Jonas")).get(idea.url).content.decode()
    assert "<strong>kein Raum</strong>" in page
    assert client_of(ayse).post(f"/process/proposal/{idea.pk}/check/", said).status_code in {403, 404}
    assert ayse.notifications.filter(url=idea.url).exists()
