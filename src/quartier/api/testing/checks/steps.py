"""What each kind of step promises: it can be opened, looked at, closed without anybody, and said in words and numbers."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.functional import Promise

from quartier.api.testing.cast import Cast
from quartier.api.testing.checks.pages import MOST_QUERIES
from quartier.api.testing.people import client_of
from quartier.api.testing.subjects import found_of
from quartier.kernel.people.actors import Actor
from quartier.kernel.processes.examples import planned_of_kind
from quartier.kernel.processes.models import Step, StepState
from quartier.kernel.processes.running import close_now, open_now
from quartier.kernel.step_contract import Result, StepKind, StepWord

RUBBISH: tuple[dict[str, str], ...] = ({}, {"choice": "\x00", "number": "-1"}, {"": "", "x" * 300: "=cmd()"})


def _open(step_kind: StepKind, cast: Cast) -> Step:
    step = planned_of_kind(cast.owner, step_kind.slug).steps.get()
    step_kind.example_step(step, cast.owner)
    step.refresh_from_db()
    assert not step_kind.not_ready(step), "example_step makes it ready to be opened"
    open_now(step, by=Actor(cast.owner))
    step.refresh_from_db()
    assert step.state == StepState.OPEN
    return step


def test_a_kind_of_step_is_a_folder_with_the_same_files(step_kind: StepKind) -> None:
    folder = found_of(step_kind).folder
    for name in ("step.py", "README.md", "urls.py", "tests", "locale/de", "locale/de_Simple"):
        assert (folder / name).exists(), name
    assert isinstance(step_kind.word, StepWord)
    assert all(isinstance(text, Promise) for text in (step_kind.name, step_kind.summary)), "gettext_lazy"


def test_its_options_are_frozen_and_have_defaults(step_kind: StepKind) -> None:
    """They lie in the database as JSON: what they hold must be JSON."""
    assert is_dataclass(step_kind.options)
    chosen = step_kind.options()
    assert step_kind.options.__dataclass_params__.frozen  # type: ignore[attr-defined]
    json.dumps({item.name: getattr(chosen, item.name) for item in fields(step_kind.options)})


@pytest.mark.django_db
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_it_is_looked_at_open_and_over(step_kind: StepKind, cast: Cast) -> None:
    step = _open(step_kind, cast)
    for state in ("open", "over"):
        for role, person in cast.viewers.items():
            wanted = 200 if person is not None and person.is_member else 404
            assert client_of(person).get(step.url).status_code == wanted, f"{state}, for {role}"
        close_now(step, by=Actor(cast.owner))


@pytest.mark.django_db
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_nobody_took_part_and_it_still_says_what_came_out(step_kind: StepKind, cast: Cast) -> None:
    step = _open(step_kind, cast)
    close_now(step, by=Actor(cast.owner))
    step.refresh_from_db()
    assert json.loads(json.dumps(step.tally)) == step.tally, "count() gives JSON"
    result = step_kind.result(step)
    assert isinstance(result, Result)
    assert str(result.sentence).strip()
    assert all(len(row.numbers) == len(table.columns) for table in result.tables for row in table.rows)
    for ending in ("protocol/", "numbers.csv", "numbers.json"):
        assert client_of(cast.other).get(f"{step.url}{ending}").status_code == 200, ending


@pytest.mark.django_db
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_its_slip_takes_no_rubbish(step_kind: StepKind, cast: Cast) -> None:
    if step_kind.ballot is None:
        return
    step = _open(step_kind, cast)
    slip = step_kind.ballot(step)
    for typed in RUBBISH:
        form = slip(typed)
        if form.is_valid():
            assert slip.answers(json.loads(json.dumps(form.content()))) is not None, "what is kept can be shown again"


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_its_page_is_cheap(step_kind: StepKind, cast: Cast) -> None:
    step = _open(step_kind, cast)
    client = client_of(cast.other)
    client.get(step.url)
    with CaptureQueriesContext(connection) as asked:
        client.get(step.url)
    said = "\n".join(query["sql"] for query in asked.captured_queries)
    assert len(asked) <= MOST_QUERIES, f"{step_kind.slug} asks {len(asked)} times:\n{said}"
