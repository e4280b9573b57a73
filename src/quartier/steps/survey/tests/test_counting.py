"""Counting: the order of ballots makes no difference, everything adds up, and nobody is known by a small number."""

import csv
import io
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from quartier.steps.survey.branching import shown
from quartier.steps.survey.counting import FEWEST, count, texts_of
from quartier.steps.survey.questions import Kind, Questionnaire
from quartier.steps.survey.tables import as_csv
from quartier.steps.survey.tests.samples import SAMPLE, choices, question

REPEATABLE = settings(max_examples=60, deadline=None, derandomize=True, database=None)
ODD = st.one_of(
    st.none(), st.integers(-5, 200), st.text(max_size=4), st.lists(st.sampled_from(["a1", "a2", "x"])), st.floats(0, 9)
)
RATED = st.dictionaries(st.sampled_from(["r1", "r2"]), st.sampled_from(["a1", "a2", None]))
ANSWERS = {
    "q1": st.sampled_from(["yes", "no", None]),
    "q2": st.sampled_from(["a1", "a2", "a3", "other", None]),
    "q3": st.lists(st.sampled_from(["a1", "a2", "a3"]), unique=True),
    "q4": st.integers(1, 5),
    "q6": RATED,
    "q7": st.integers(0, 120),
    "q8": st.text(max_size=5),
    "q10": st.dates().map(str),
    "q11": st.lists(st.sampled_from(["a1", "a2", "a3"]), unique=True),
    "q12": st.sampled_from(["Park", "park ", "Markt"]),
}
BALLOT = st.fixed_dictionaries({}, optional=ANSWERS)
ODD_BALLOT = st.dictionaries(st.sampled_from([*ANSWERS, "q99"]), ODD)


@REPEATABLE
@given(st.lists(BALLOT, max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_ballots_makes_no_difference(ballots: list[Any], random: Random) -> None:
    other = list(ballots)
    random.shuffle(other)
    assert count(SAMPLE, ballots) == count(SAMPLE, other)


@REPEATABLE
@given(st.lists(st.one_of(BALLOT, ODD_BALLOT), max_size=40))
def test_everything_adds_up(ballots: list[Any]) -> None:
    """Whoever was asked has answered, declined or said nothing; and the lines of one answer each make the answers."""
    for counted in count(SAMPLE, ballots):
        was_asked = sum(counted.question in shown(SAMPLE, ballot) for ballot in ballots)
        assert counted.asked == was_asked == counted.answered + counted.declined + counted.silent
        if counted.counts and not counted.is_of_several and counted.question.kind is not Kind.PLACE:
            assert sum(line.number for line in counted.counts) == counted.answered


@REPEATABLE
@given(st.lists(BALLOT, max_size=40))
def test_no_number_stands_for_so_few_that_somebody_could_be_known(ballots: list[Any]) -> None:
    for counted in count(SAMPLE, ballots):
        if 0 < counted.answered < FEWEST:
            assert counted.is_hidden
            assert counted.counts == ()
            assert counted.average is None
        if counted.question.kind in {Kind.NUMBER, Kind.DATE, Kind.PLACE}:
            assert all(line.number >= FEWEST for line in counted.counts)


def test_numbers_have_a_mean_and_classes() -> None:
    survey = Questionnaire(questions=(question("q1", Kind.NUMBER),))
    (counted,) = count(survey, [{"q1": n} for n in range(100)])
    assert (counted.average, counted.middle) == (49.5, 49.5)
    assert [line.key for line in counted.counts][:2] == ["0 – 12", "13 – 25"]
    (few,) = count(survey, [{"q1": 3}] * 5 + [{"q1": 4}] * 5)
    assert [(line.key, line.number) for line in few.counts] == [("3", 5), ("4", 5)]


def test_what_is_ranked_first_by_most_wins() -> None:
    survey = Questionnaire(questions=(question("q1", Kind.RANK, choices=choices("A", "B", "C")),))
    (counted,) = count(survey, [{"q1": ["a2", "a1"]}] * 4 + [{"q1": ["a1", "a2", "a3"]}] * 2)
    assert [(line.key, line.points, line.number) for line in counted.counts] == [
        ("a2", 16, 4),
        ("a1", 14, 2),
        ("a3", 2, 0),
    ]


def test_what_was_written_is_sorted_and_without_its_ballot() -> None:
    one = question("q1", Kind.ONE, choices=choices("A", "B"), has_other=True)
    assert texts_of(one, [{"q1": "other", "q1_other": "Zaun"}, {"q1": "a1"}, {"q1": "other", "q1_other": "acht"}]) == [
        "acht",
        "Zaun",
    ]


def test_no_cell_of_a_file_is_a_formula() -> None:
    nasty = ["=1+1", "+49 30", "-5", "@SUM(A1)", "\t=1", " =1", "＝1", "harmlos; „so“", 'a"b\nc', "العربية", -5, 2.5]
    (head, *rows) = csv.reader(io.StringIO(as_csv(["x"], [[cell] for cell in nasty]).decode()))
    assert head == ["x"]
    assert [row[0] for row in rows] == [
        "'=1+1", "'+49 30", "'-5", "'@SUM(A1)", "'\t=1", "' =1", "'＝1", "harmlos; „so“", 'a"b\nc', "العربية", "-5", "2.5",
    ]  # fmt: skip


def test_excel_gets_a_mark_and_semicolons() -> None:
    assert as_csv(["a", "ä"], [[1, "x"]], for_excel=True) == b"\xef\xbb\xbfa;\xc3\xa4\r\n1;x\r\n"
