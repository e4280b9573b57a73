"""Questionnaires to try things with."""

from typing import Any

from quartier.steps.survey.questions import Choice, Condition, Kind, Question, Questionnaire


def choices(*texts: str) -> tuple[Choice, ...]:
    return tuple(Choice(key=f"a{n}", text={"de": text}) for n, text in enumerate(texts, start=1))


def question(key: str, kind: Kind, **said: Any) -> Question:
    return Question(key=key, kind=kind, **{"title": {"de": f"Frage {key}"}, **said})


SAMPLE = Questionnaire(
    languages=("de", "tr"),
    questions=(
        question("q1", Kind.YES_NO, title={"de": "Bist du oft im Park?", "tr": "Parkta sık mısın?"}, is_required=True),
        question("q2", Kind.ONE, choices=choices("Bänke", "Bäume", "Licht"), has_other=True),
        question("q3", Kind.SEVERAL, choices=choices("Mo", "Di", "Mi"), most=2),
        question("q4", Kind.SCALE, low={"de": "gar nicht"}, high={"de": "sehr"}),
        question("q5", Kind.SECTION, title={"de": "Der Park"}, show_if=Condition(question="q1", answers=("yes",))),
        question("q6", Kind.GRID, choices=choices("gut", "mittel", "schlecht"),
                 rows=(Choice(key="r1", text={"de": "Sauberkeit"}), Choice(key="r2", text={"de": "Ruhe"}))),
        question("q7", Kind.NUMBER, least=0, most=120),
        question("q8", Kind.SHORT),
        question("q9", Kind.LONG),
        question("q10", Kind.DATE),
        question("q11", Kind.RANK, choices=choices("A", "B", "C")),
        question("q12", Kind.PLACE, is_required=True),
    ),
)  # fmt: skip
