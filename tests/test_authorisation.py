"""The authorisation matrix (quality.md, S2): every address × method × role, at one's own and somebody else's object.

The rows of modules are tried by the contract suite (tests/test_contract.py), those of the kernel here; the last lines of
a run say how many cases there were.
"""

from collections.abc import Callable

import pytest

from quartier.api.testing.addresses import addresses
from quartier.api.testing.cast import Cast
from quartier.api.testing.matrix import try_everything
from quartier.kernel.access import all_examples, kernel_examples
from quartier.kernel.contract import Access, Example

KERNEL = list(kernel_examples())
ELSEWHERE = {"trust", "trust_certificate"}  # there only while the server speaks https: tests/test_https.py opens them


def test_every_address_has_a_name_and_a_row() -> None:
    there = addresses()
    assert there
    assert [address.route for address in there if not address.name] == [], "Give these a name="
    rows = {example.url for example in all_examples()}
    missing = sorted({address.name for address in there} - rows - ELSEWHERE)
    assert missing == [], "Give these an Example: a module's in its module.py, an area's in its examples.py"


def test_every_row_has_an_address() -> None:
    names = {address.name for address in addresses()}
    assert sorted({example.url for example in KERNEL} - names) == []


def test_a_row_for_a_power_names_it() -> None:
    assert [row.url for row in KERNEL if (row.access == Access.POWER) != (row.power is not None)] == []


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
@pytest.mark.parametrize("row", KERNEL, ids=[row.url for row in KERNEL])
def test_everybody_gets_what_the_row_says_and_no_more(
    row: Example, cast: Cast, record_property: Callable[[str, object], None]
) -> None:
    tried = try_everything(row, cast)
    record_property("authorisation cases", tried.cases)
    assert not tried.unexpected, "\n" + "\n".join(tried.unexpected)
    assert tried.cases > 0
