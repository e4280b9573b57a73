"""`FromRow` gives the objects that Django would make of the same rows."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from quartier.api import Person
from quartier.kernel.rows import FromRow

pytestmark = pytest.mark.django_db
QUICK = [model for model in apps.get_models() if issubclass(model, FromRow)]


def test_the_same_object_as_djangos() -> None:
    Person.objects.create(given_name="Ada", languages=["de"])
    found = Person.objects.get()
    names = [field.attname for field in Person._meta.concrete_fields]
    plain = models.Model.from_db.__func__(Person, "default", names, [getattr(found, name) for name in names])  # type: ignore[attr-defined]
    assert {**found.__dict__, "_state": 0} == {**plain.__dict__, "_state": 0}
    assert vars(found._state) == vars(plain._state)
    assert found == plain == pickle.loads(pickle.dumps(found)) == copy.copy(found)


def test_a_column_that_was_left_out_is_fetched_when_somebody_asks(django_assert_num_queries: Any) -> None:
    Person.objects.create(given_name="Ada", about="Backt gern")
    found = Person.objects.only("given_name").get()
    with django_assert_num_queries(1):
        assert found.about == "Backt gern"
    found.given_name = "Ida"
    found.save()
    assert Person.objects.get().given_name == "Ida"


def test_no_model_of_them_does_more_when_it_is_made() -> None:
    assert QUICK
    assert [model for model in QUICK if model.__init__ is not models.Model.__init__] == []
