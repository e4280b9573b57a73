"""What a module stores: migrations complete, and of each row it is known whose it is."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connection, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from quartier.kernel.contract import Module
from quartier.kernel.entries.models import Shared
from quartier.kernel.keeping import Area, Keep, LegalGround
from quartier.kernel.people.models import Person
from quartier.kernel.places.models import Place
from quartier.kernel.privacy.tables import unnamed

KEEPS_ITS_PROMISE = (models.CASCADE, models.SET_NULL)


@pytest.mark.django_db
def test_migrations_are_complete(module: Module) -> None:
    loader = MigrationLoader(connection)
    with translation.override(None):  # labels are written into migrations in the source language
        now = ProjectState.from_apps(apps)
        changes = MigrationAutodetector(loader.project_state(), now).changes(graph=loader.graph)
    missing = [operation.describe() for migration in changes.get(module.slug, []) for operation in migration.operations]
    assert missing == [], f"./quartier manage makemigrations {module.slug}"


def test_each_table_starts_with_the_slug(module: Module) -> None:
    for model in _models(module):
        assert model._meta.db_table.startswith(f"{module.slug}_")


def test_each_kind_is_shared(module: Module) -> None:
    for kind in module.kinds:
        assert issubclass(kind.model, Shared)
        assert kind.model._meta.app_label == module.slug


def test_each_row_belongs_to_a_person_or_is_declared_not_to(module: Module) -> None:
    """So that export and erasure find it without anybody having to remember it."""
    for model in _models(module):
        reaches = _reaches_a_person(model, set())
        advice = "reaches a person: take it out of" if reaches else "reaches no person: name it in"
        assert reaches != (model in module.not_personal), f"{model.__name__} {advice} not_personal"


def test_deleting_a_person_never_fails(module: Module) -> None:
    """`on_delete` is the policy: CASCADE deletes the row, SET_NULL keeps it without the person."""
    for model in _models(module):
        for key in _keys_to_people(model):
            policy = key.remote_field.on_delete
            assert policy in KEEPS_ITS_PROMISE, f"{model.__name__}.{key.name}: CASCADE or SET_NULL"


def test_what_a_law_keeps_outlives_the_person(module: Module) -> None:
    for retain in module.retains:
        goes = [key.name for key in _keys_to_people(retain.model) if key.remote_field.on_delete is not models.SET_NULL]
        assert goes == [], f"{retain.model.__name__} must be kept: SET_NULL for {', '.join(goes)}"


def test_each_person_in_a_row_has_a_duty(module: Module) -> None:
    """It decides what somebody receives who asks for everything about them."""
    keys = {f"{module.slug}.{model.__name__}.{key.name}" for model in _models(module) for key in _keys_to_people(model)}
    known = {
        f"{module.slug}.{kind.model.__name__}.written_by" for kind in module.kinds
    }  # the kernel writes and says it
    assert keys - known - set(module.duties) == set(), "Name these in Module.duties"
    for name in module.duties:
        assert _is_key_to_a_person(name, module), f"Module.duties: there is no {name}"


def test_what_is_stored_about_people_is_said_in_words(module: Module) -> None:
    """On the page where somebody reads what the server knows about them, no table and no column stands under its code name."""
    missing = [name for name in unnamed() if name.startswith(f"{module.slug}.")]
    assert missing == [], "Module.keeps: a Keep for each table that holds people, a word for each column"


def test_what_is_forgotten_counts_from_a_date(module: Module) -> None:
    counted = [(keep.model, keep.counts_from) for keep in module.keeps if keep.until is not None]
    counted += [(retain.model, retain.counts_from) for retain in module.retains]
    for model, name in counted:
        assert isinstance(model._meta.get_field(name), models.DateField), f"{model.__name__}.{name} is no date"
    for keep in module.keeps:
        assert isinstance(keep, Keep)
        assert isinstance(keep.area, Area)
        assert isinstance(keep.ground, LegalGround)


def _models(module: Module) -> list[type[models.Model]]:
    return list(apps.get_app_config(module.slug).get_models(include_auto_created=True))


def _foreign_keys(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)]


def _keys_to_people(model: type[models.Model]) -> list[Any]:
    return [key for key in _foreign_keys(model) if key.related_model is Person]


def _reaches_a_person(model: type[models.Model], seen: set[type[models.Model]]) -> bool:
    if model is Person:
        return True
    if model in seen or model is Place:  # a spot on the map, whoever named it
        return False
    return any(_reaches_a_person(key.related_model, {*seen, model}) for key in _foreign_keys(model))


def _is_key_to_a_person(name: str, module: Module) -> bool:
    slug, _dot, rest = name.partition(".")
    model_name, _dot, field_name = rest.partition(".")
    try:
        field = apps.get_model(slug, model_name)._meta.get_field(field_name)
    except (LookupError, FieldDoesNotExist):
        return False
    return slug == module.slug and field.related_model is Person
