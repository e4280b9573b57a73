"""`de-simple` keeps the rules of Leichte Sprache, in every catalogue: quality.md, A5."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from statistics import fmean, quantiles

import pytest
from babel.messages.pofile import read_po

from tests import plain

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = sorted((ROOT / "src" / "quartier").glob("**/locale/de_Simple/LC_MESSAGES/django.po"))
RATED = (
    Path(os.environ.get("QUARTIER_SHARED_DATA", ROOT.parent / "shared" / "data"))
    / "readability-textcomplexityde/ratings.csv"
)
A_SENTENCE = 4  # words; less is a label
MOST_WORDS, USUAL_WORDS = 12, 10
LONGEST_WORD = 18  # letters without a hyphen or a middle dot
JOINTS = ("·", "-", ":")


def texts() -> list[tuple[str, str]]:
    found = []
    for file in CATALOGUES:
        with file.open("rb") as stream:
            for message in read_po(stream, locale="de"):
                if message.id:
                    said = message.string if isinstance(message.string, tuple) else (message.string,)
                    found += [(file.parents[3].name, text) for text in said]
    return found


def sentences() -> list[tuple[str, str]]:
    return [(area, one) for area, text in texts() for one in plain.sentences(text)]


def test_sentences_are_short(capsys: pytest.CaptureFixture[str]) -> None:
    long = [
        f"{area}: {len(plain.words(one))} words: {one}"
        for area, one in sentences()
        if len(plain.words(one)) > MOST_WORDS
    ]
    lengths = [length for _area, one in sentences() if (length := len(plain.words(one))) >= A_SENTENCE]
    efforts = [plain.effort(one) for _area, one in sentences() if len(plain.words(one)) >= A_SENTENCE]
    with capsys.disabled():
        print(
            f"\nPlain German: {len(lengths)} sentences of {fmean(lengths):.1f} words and {fmean(efforts):.1f} syllables"
        )
    assert not long, "\n".join(long)
    assert len(lengths) > 1000
    assert fmean(lengths) <= 8
    assert quantiles(lengths, n=100)[94] <= USUAL_WORDS
    assert fmean(efforts) <= 14


def test_no_genitive_no_subjunctive_nothing_shortened() -> None:
    rules = (plain.GENITIVE, plain.SUBJUNCTIVE, plain.SHORTENED)
    wrong = [
        f"{area}: {hit[0]!r} in: {one}" for area, one in sentences() for rule in rules if (hit := rule.search(one))
    ]
    assert not wrong, "\n".join(wrong)


def test_long_words_are_taken_apart() -> None:
    """With a middle dot: Straßen·verzeichnis."""
    long = [
        f"{area}: {word}"
        for area, text in texts()
        for word in plain.words(plain.QUOTED.sub("", plain.PLACEHOLDER.sub("", text)))
        if len(word) > LONGEST_WORD and not any(joint in word for joint in JOINTS)
    ]
    assert not long, "\n".join(sorted(set(long)))


def test_these_rules_can_be_broken() -> None:
    assert plain.GENITIVE.search("außerhalb des Quartiers")
    assert plain.GENITIVE.search("die Namen deines Vereins")
    assert plain.SUBJUNCTIVE.search("Das wäre schön.")
    assert plain.SUBJUNCTIVE.search("Er sagt, er sei da.")
    assert plain.SHORTENED.search("zum Beispiel, z. B. hier")
    assert not plain.SUBJUNCTIVE.search("Seit gestern sind es seine Seiten. Die Ware war gut.")
    assert plain.sentences("Das ist so. Und das: nicht!") == ["Das ist so.", "Und das:", "nicht!"]


def test_the_measure_follows_what_learners_say() -> None:
    """1,000 sentences that people who learn German have rated: Pearson's r is at least 0.7."""
    if not RATED.exists():
        pytest.skip(f"no {RATED}")
    with RATED.open() as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 1000
    efforts = [float(sum(plain.effort(one) for one in plain.sentences(row["Sentence"]))) for row in rows]
    assert plain.correlation(efforts, [float(row["MOS_Complexity"]) for row in rows]) >= 0.7
