"""Of many things to do, one that fails holds up no other, and isn't passed over in silence."""

import pytest

from quartier.api import each_by_itself


def test_one_that_fails_holds_up_no_other_and_the_job_fails(caplog: pytest.LogCaptureFixture) -> None:
    done: list[float] = []

    def halve(number: int) -> int:
        done.append(2 / number)
        return 1

    with pytest.raises(ZeroDivisionError):
        each_by_itself([1, 0, 2], halve, otherwise="A number could not be halved.")
    assert done == [2.0, 1.0]
    assert "A number could not be halved. (0)" in caplog.text
    assert each_by_itself([1, 2], halve, otherwise="") == 2
