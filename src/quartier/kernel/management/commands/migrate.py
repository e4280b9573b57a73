"""Django's `migrate`, but a new database gets all tables of an app at once.

Django draws every related model anew after each of an app's first two hundred steps: ten seconds in which a new server, and each
run of the tests, would wait. What the tables look like in the end is the same: `tests/test_migrate.py`.
"""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AddConstraint, AddField, AddIndex, AlterUniqueTogether, CreateModel, Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

PLAIN = (CreateModel, AddField, AddConstraint, AddIndex, AlterUniqueTogether)


class Command(migrate.Command):
    def handle(self, *arguments: Any, **options: Any) -> None:
        vars(migrate)["MigrationExecutor"] = AtOnceExecutor
        try:
            super().handle(*arguments, **options)
        finally:
            vars(migrate)["MigrationExecutor"] = MigrationExecutor


class AtOnceExecutor(MigrationExecutor):
    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        if not fake and not fake_initial and _only_makes_tables(migration):
            together = Migration(migration.name, migration.app_label)
            vars(together).update(vars(migration), operations=[AtOnce(list(migration.operations))], initial=True)
            migration = together
        return super().apply_migration(state, migration, fake, fake_initial)


class AtOnce(Operation):
    """These operations as one: first what they come to, then its tables."""

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # else each step draws its models anew
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for operation in self.operations:
            if isinstance(operation, CreateModel):
                model = to_state.apps.get_model(app_label, operation.name)
                if self.allow_migrate_model(schema_editor.connection.alias, model):
                    schema_editor.create_model(model)


def _only_makes_tables(migration: Migration) -> bool:
    """The first one of an app, in which nothing but its own tables is described."""
    made = {operation.name_lower for operation in migration.operations if isinstance(operation, CreateModel)}
    return bool(migration.initial) and all(
        isinstance(operation, CreateModel) or (isinstance(operation, PLAIN) and _table_of(operation) in made)
        for operation in migration.operations
    )


def _table_of(operation: Any) -> str:
    return str(getattr(operation, "model_name_lower", "") or getattr(operation, "name_lower", ""))
