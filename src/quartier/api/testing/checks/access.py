"""Who may open an address and who may write there: each address has an example, and each example is true."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import NoReverseMatch

from quartier.api.testing.addresses import addresses
from quartier.api.testing.cast import Cast
from quartier.api.testing.matrix import try_everything
from quartier.api.testing.requests import address_of
from quartier.kernel.contract import Access, Example, Module


def test_every_address_has_an_example(module: Module) -> None:
    there = {address.name for address in addresses() if address.namespace == module.slug}
    shown = {example.url for example in module.examples}
    assert there - shown == set(), "These addresses have no Example in module.py"
    assert shown - there == set(), "These Examples name no address of the module"


def test_an_example_for_a_power_names_it(module: Module) -> None:
    wrong = [
        example.url for example in module.examples if (example.access == Access.POWER) != (example.power is not None)
    ]
    assert not wrong, "Example.power goes with Access.POWER, and only with it"


@pytest.mark.django_db
def test_an_example_leads_somewhere(example: Example, cast: Cast) -> None:
    try:
        address_of(example, cast.owner)
    except NoReverseMatch as error:
        pytest.fail(f"arguments() doesn't give what the address needs: {error}")


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_everybody_gets_what_the_access_says_and_no_more(
    example: Example, cast: Cast, record_property: Callable[[str, object], None]
) -> None:
    tried = try_everything(example, cast)
    record_property("authorisation cases", tried.cases)
    assert not tried.unexpected, "\n" + "\n".join(tried.unexpected)
    assert tried.cases > 0
