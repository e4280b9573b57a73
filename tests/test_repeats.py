"""Every POST of the kernel's own pages, five times in a row and twenty times at once, has one effect (quality.md, R8).

Those of modules are tried by the contract suite (tests/test_contract.py).
"""

from __future__ import annotations

import random

import pytest

from quartier.api.testing.cast import Cast
from quartier.api.testing.checks.repeats import sent_again, sent_at_once
from quartier.kernel.access import all_examples, kernel_examples
from quartier.kernel.contract import Example

POSTS = [row for row in kernel_examples() if row.post is not None]
EVERYWHERE = [row for row in all_examples() if row.post is not None]
SAMPLE, SEED = 12, 20


@pytest.mark.django_db
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
@pytest.mark.parametrize("row", POSTS, ids=[row.url for row in POSTS])
def test_sent_five_times_it_has_one_effect(row: Example, cast: Cast) -> None:
    more = sent_again(row, cast)
    assert row.repeats or more == {}, "sent five times it did this more than once"


@pytest.mark.django_db(transaction=True)
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_sent_at_once_it_has_one_effect(capsys: pytest.CaptureFixture[str]) -> None:
    """A sample; all of them in the long run."""
    try_at_once(random.Random(SEED).sample(POSTS, SAMPLE), capsys, times=10)


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.not_shared(reason="examples may make what isn't shared yet")
def test_all_sent_twenty_times_at_once_have_one_effect(capsys: pytest.CaptureFixture[str]) -> None:
    try_at_once(EVERYWHERE, capsys, times=20)


def try_at_once(rows: list[Example], capsys: pytest.CaptureFixture[str], *, times: int) -> None:
    wrong = []
    for row in rows:
        try:
            wanted, came = sent_at_once(row, Cast.gather(), times=times)
        except Exception as error:  # noqa: BLE001 (the others are tried all the same)
            wrong.append(f"{row.url}: {type(error).__name__} {error}")
            continue
        if not row.repeats and came != wanted:
            wrong.append(f"{row.url}: {came} where {wanted} was to come")
    with capsys.disabled():
        print(f"\nSent {times} times at once: {len(rows)} addresses, {len(wrong)} wrong")
    assert rows
    assert not wrong, "\n".join(wrong)
