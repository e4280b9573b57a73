"""Burlington 2009, where the methods disagree, and six wards of Glasgow 2007 stage by stage."""

import json
import re
from fractions import Fraction

import pytest

from quartier.counting.counting import count

from .real import election_at, real

pytestmark = pytest.mark.once

WARDS = ("Anderston-City", "Craigton", "Govan", "Linn", "Partick-West", "Springburn")


def test_burlington_has_three_winners() -> None:
    facts = json.loads(real("ranked-voting-burlington/expected.json").read_text())
    election = election_at("ranked-voting-burlington/00005-00000002.toi")
    runoff, compared = count(election, "irv"), count(election, "schulze")
    assert count(election, "plurality").winners == (facts["plurality_winner"],)
    assert runoff.winners == (facts["irv_winner"],)
    assert compared.winners == (facts["condorcet_winner"],) == (compared.details["condorcet_winner"],)
    assert [one["votes"] for one in runoff.rounds] == facts["irv_rounds"]
    assert compared.details["pairwise"] == facts["pairwise"]


@pytest.mark.parametrize("ward", WARDS)
def test_every_stage_of_a_glasgow_ward(ward: str) -> None:
    """Votes, lapsed votes and what was cut off, to the fifth decimal."""
    facts = json.loads(real("stv-glasgow-2007/expected.json").read_text())[f"{ward}-2007"]
    election = election_at(f"stv-glasgow-2007/{ward}-2007.blt")
    result = count(election, "scottish-stv")
    assert list(result.winners) == facts["elected"]
    assert result.details["quota"] == Fraction(facts["quota"])
    told = [one for one in result.rounds if "from" in one or "out" in one or one is result.rounds[0]]
    assert [(one["votes"], one["lapsed"], one["cut_off"]) for one in told] == stages(ward)


@pytest.mark.parametrize("ward", WARDS)
def test_exact_fractions_elect_the_same_in_glasgow(ward: str) -> None:
    election = election_at(f"stv-glasgow-2007/{ward}-2007.blt")
    assert count(election, "stv").winners == count(election, "scottish-stv").winners


MEEK = {  # votes of the elected at the end, frozen: computed by droop 0.15, rule meek-prf
    "Anderston-City": {
        "Nina Baker": "1298.307340419",
        "Philip Braat": "1297.105615751",
        "Craig MacKay": "1280.501790024",
        "Gordon Matheson": "1325.225745098",
    },
    "Craigton": {  # the only ward in which Meek elects somebody else: not Ruth Black
        "Iris Gibson": "1887.357638982",
        "Matthew John Kerr": "1891.982948980",
        "Gordon Macdiarmid": "1910.397887064",
        "Alistair Watson": "1889.564710269",
    },
    "Springburn": {"Phil Greene": "1335.624140087", "Allan Stewart": "1374.604293880", "James Todd": "1343.727466853"},
}


@pytest.mark.parametrize("ward", MEEK)
def test_meek_agrees_with_the_reference_to_the_ninth_decimal(ward: str) -> None:
    result = count(election_at(f"stv-glasgow-2007/{ward}-2007.blt"), "meek-stv")
    votes = result.rounds[-1]["votes"]
    assert isinstance(votes, dict)
    assert {name: votes[name] for name in result.winners} == {n: Fraction(v) for n, v in MEEK[ward].items()}


def stages(ward: str) -> list[tuple[dict[str, Fraction], Fraction, Fraction]]:
    """From the reference count: after the first choices and after each transfer."""
    found = []
    for block in re.split(r"(?m)^Action: ", real(f"stv-glasgow-2007/{ward}-2007.report.txt").read_text())[1:]:
        if not block.startswith(("Begin", "Surplus transferred", "Transfer defeated")):
            continue
        votes = {}
        for state, names, number in re.findall(
            r"(?m)^\t(Elected|Pending|Hopeful|Defeated): +(.*) \(([\d.]+)\)$", block
        ):
            for name in names.split(", ") if state == "Defeated" else [names]:
                votes[name] = Fraction(number)
        lapsed, cut_off = re.search(r"Nontransferable votes: (.*)", block), re.search(r"Residual: (.*)", block)
        assert lapsed
        assert cut_off
        found.append((votes, Fraction(lapsed[1]), Fraction(cut_off[1])))
    return found
