"""Every form tells its mistakes twice: at the top, with focus and a way to each field, and beside the field."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.http import HttpResponse

from quartier.api.testing.cast import Cast, Viewers
from quartier.api.testing.people import client_of
from quartier.api.testing.requests import address_of, taken_back
from quartier.kernel.access import all_examples
from quartier.kernel.contract import Example
from quartier.kernel.people.models import Person

ALL = [example for example in all_examples() if example.url != "ui:gallery"]  # shows mistakes without any being made


class Page(HTMLParser):
    """What matters of a page: its fields, which of them are marked wrong, and what the summary says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.typed: set[str] = set()  # the names of what somebody fills in
        self.wrong: list[dict[str, str]] = []  # inputs and groups that are marked as wrong
        self.links: set[str] = set()  # in the summary, to fields of this page
        self.summaries: list[dict[str, str]] = []
        self.autofocus = 0
        self._depth = 0
        self._group = ""
        self.feed(html)

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in given}
        classes = attributes.get("class", "").split()
        self.ids.add(attributes.get("id", ""))
        self.autofocus += "autofocus" in attributes
        if "errors" in classes:
            self.summaries.append(attributes)
        if self.summaries and self._depth == 0 and "errors" in classes:
            self._depth = 1
        elif self._depth and tag == "div":
            self._depth += 1
        if self._depth and tag == "a" and attributes.get("href", "").startswith("#"):
            self.links.add(attributes["href"][1:])
        if tag in {"input", "select", "textarea"} and attributes.get("type") != "hidden":
            self.typed.add(attributes.get("name", ""))
        if tag == "fieldset":
            self._group = attributes.get("aria-describedby", "")
        if attributes.get("aria-invalid") == "true":
            described = f"{attributes.get('aria-describedby', '')} {self._group}"
            self.wrong.append({**attributes, "aria-describedby": described})

    def handle_endtag(self, tag: str) -> None:
        if self._depth and tag == "div":
            self._depth -= 1
        if tag == "fieldset":
            self._group = ""


@pytest.mark.thorough
@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_what_is_sent_empty_or_wrong_comes_back_with_a_summary(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    asked, complaints = 0, []
    for example in ALL:
        with taken_back():
            for said, left_out, answer in answers(example, cast):
                if answer.status_code != 200 or answer.streaming or "html" not in answer["Content-Type"]:
                    continue
                page = Page(answer.content.decode())
                if page.summaries or page.wrong or left_out & page.typed:  # else nothing was to be typed
                    asked += 1
                    complaints += [f"{example.url} {said}: {one}" for one in wrong_with(page)]
    with capsys.disabled():
        print(f"\nError summaries: {asked} pages, {len(complaints)} wrong")
    assert asked > 50
    assert not complaints, "\n".join(complaints)


def answers(example: Example, cast: Cast) -> Iterator[tuple[str, set[str], HttpResponse]]:
    url, person = address_of(example, cast.owner), sender(example, cast)
    held = example.session(person or cast.owner)
    token = {"csrfmiddlewaretoken": "-"}  # a browser never sends nothing at all
    body = example.post(person or cast.owner) if example.post else {}
    yield "empty", set(body), client_of(person, session=held).post(url, token)
    for name in body:
        yield f"without {name}", set(), client_of(person, session=held).post(url, {**token, **body, name: ""})


def sender(example: Example, cast: Cast) -> Person | None:
    viewers: Viewers = cast.viewers_of(example.power) if example.power else cast.viewers
    return viewers.get("power holder") or (None if "join" in example.url or "login" in example.url else cast.owner)


def wrong_with(page: Page) -> Iterator[str]:
    if len(page.summaries) != 1:
        yield f"{len(page.summaries)} summaries"
        return
    summary = page.summaries[0]
    if "autofocus" not in summary or summary.get("role") != "alert" or summary.get("tabindex") != "-1":
        yield "the summary takes no focus"
    if page.autofocus > 1:
        yield "something else takes the focus, too"
    for target in page.links - page.ids:
        yield f"the summary leads to #{target}, which isn't there"
    for field in page.wrong:
        described = field.get("aria-describedby", "").split()
        if not any(one.endswith("_error") and one in page.ids for one in described):
            yield f"{field.get('name') or field.get('id')} isn't described by its mistake"
        if not any(one.get("id") in page.links for one in page.wrong if one.get("name") == field.get("name")):
            yield f"the summary doesn't lead to {field.get('name') or field.get('id')}"
