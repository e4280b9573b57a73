"""A new database gets all its tables at once: nothing that Django would have made is missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models

from tests.server import ROOT

SHAPE = """
import json, django
django.setup()
from django.core.management import call_command
from django.db import connection
call_command({command}, interactive=False, verbosity=0)
with connection.cursor() as cursor:
    tables = connection.introspection.table_names(cursor)
    shape = {{
        table: [
            sorted(str(column) for column in connection.introspection.get_table_description(cursor, table)),
            sorted(map(str, connection.introspection.get_relations(cursor, table).items())),
            sorted(f"{{name}} {{said}}" for name, said in connection.introspection.get_constraints(cursor, table).items()
                   if not name.startswith("__")),
        ]
        for table in tables
    }}
print(json.dumps(shape))
"""


@pytest.mark.django_db
def test_every_column_index_and_constraint_is_there() -> None:
    seen = 0
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if not model._meta.managed:
                continue
            columns = {column.name for column in connection.introspection.get_table_description(cursor, table)}
            assert {field.column for field in model._meta.local_concrete_fields} == columns, table
            there = connection.introspection.get_constraints(cursor, table)
            named = {one.name for one in [*model._meta.indexes, *model._meta.constraints]}
            assert named <= set(there), table
            keys = {tuple(said["columns"]) for said in there.values() if said["foreign_key"]}
            foreign = [one for one in model._meta.local_concrete_fields if isinstance(one, models.ForeignKey)]
            assert {(one.column,) for one in foreign if one.db_constraint} <= keys, table
            seen += len(named) + len(foreign)
    assert seen > 200, "it looked at nothing"


@pytest.mark.long
def test_it_is_the_same_as_step_by_step(tmp_path: Path) -> None:
    """SQLite; `long` because Django's own way takes ten seconds."""
    ours, djangos = (
        _shape(tmp_path / name, command)
        for name, command in (
            ("ours", '"migrate"'),
            ("djangos", '__import__("django.core.management.commands.migrate", fromlist=["Command"]).Command()'),
        )
    )
    assert ours.keys() == djangos.keys()
    assert {table: shape for table, shape in ours.items() if shape != djangos[table]} == {}


def _shape(folder: Path, command: str) -> dict[str, object]:
    folder.mkdir()
    settings = {"DJANGO_SETTINGS_MODULE": "quartier.project.settings", "QUARTIER_DATA": str(folder)}
    environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT / "src"), "QUARTIER_DATABASE_URL": ""}
    made = subprocess.run(
        [sys.executable, "-c", SHAPE.format(command=command)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(made.stdout))
