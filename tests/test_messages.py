"""Every text is there in every language."""

import ast
from pathlib import Path

import pytest

from quartier.commands import messages


def test_every_text_is_translated() -> None:
    assert [str(flaw) for flaw in messages.flaws(messages.CODE)] == []


def test_a_text_inside_an_f_string_is_translated_too() -> None:
    """Who collects the texts doesn't look into f-strings: what is said in one must be said elsewhere as well."""
    known = "".join(file.read_text() for file in messages.CODE.rglob("locale/de/LC_MESSAGES/django.po"))
    files = (file for file in messages.CODE.rglob("*.py") if "tests" not in file.parts)
    said = {text for file in files for text in in_f_strings(ast.parse(file.read_text()))}
    assert [text for text in said if f'msgid "{text}"' not in known] == []


def in_f_strings(tree: ast.AST) -> list[str]:
    outer = (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
    calls = (call for node in outer for call in ast.walk(node) if isinstance(call, ast.Call))
    named = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id in {"_", "ngettext"})
    return [str(call.args[0].value) for call in named if isinstance(call.args[0], ast.Constant)]


@pytest.fixture
def area(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny area with one text in Python and one in a template, translated."""
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    folder = tmp_path / "modules" / "chess"
    (folder / "templates").mkdir(parents=True)
    (folder / "views.py").write_text('title = _("Chess")\nlines = ngettext("%(n)s game", "%(n)s games", n)')
    (folder / "templates" / "list.html").write_text('<p>{{ _("Play with %(name)s", name=name) }}</p>')
    messages.update(tmp_path)
    for language in messages.LANGUAGES:
        file = po(folder, language)
        text = file.read_text().replace('msgid "Chess"\nmsgstr ""', 'msgid "Chess"\nmsgstr "Schach"')
        text = text.replace('msgstr ""\n', 'msgstr "Spiel mit %(name)s"\n', 2).replace(
            'msgstr "Spiel mit %(name)s"', 'msgstr ""', 1
        )
        file.write_text(
            text.replace('msgstr[0] ""', 'msgstr[0] "%(n)s Spiel"').replace('msgstr[1] ""', 'msgstr[1] "%(n)s Spiele"')
        )
    return folder


def po(area: Path, language: str = "de") -> Path:
    return area / "locale" / language / "LC_MESSAGES" / "django.po"


def test_a_complete_area_has_no_flaw(area: Path) -> None:
    assert messages.flaws(area.parents[1]) == []


def test_a_new_text_is_missing(area: Path) -> None:
    (area / "forms.py").write_text('label = gettext_lazy("Board")')
    assert {(flaw.text, flaw.reason) for flaw in messages.flaws(area.parents[1])} == {("Board", "missing")}


def test_a_wrong_placeholder_is_found(area: Path) -> None:
    po(area).write_text(po(area).read_text().replace("Spiel mit %(name)s", "Spiel mit %(nmae)s"))
    assert [flaw.text for flaw in messages.flaws(area.parents[1])] == ["Play with %(name)s"]


def test_an_unsure_translation_is_found(area: Path) -> None:
    po(area).write_text(po(area).read_text().replace('msgid "Chess"', '#, fuzzy\nmsgid "Chess"'))
    assert [flaw.reason for flaw in messages.flaws(area.parents[1])] == ["unsure (fuzzy)"]


def test_updating_keeps_translations_and_forgets_texts_that_are_gone(area: Path) -> None:
    (area / "views.py").write_text('title = _("Chess")\nnew = _("Draughts")')
    messages.update(area.parents[1])
    text = po(area).read_text()
    assert 'msgid "Chess"\nmsgstr "Schach"' in text
    assert 'msgid "Draughts"\nmsgstr ""' in text
    assert "games" not in text


def test_updating_twice_changes_nothing(area: Path) -> None:
    messages.update(area.parents[1])
    before = po(area).read_bytes()
    messages.update(area.parents[1])
    assert po(area).read_bytes() == before


def test_a_text_that_moves_takes_its_translation_along(area: Path) -> None:
    (area / "views.py").unlink()
    other = area.parent / "games"
    other.mkdir()
    (other / "views.py").write_text('title = _("Chess")')
    messages.update(area.parents[1])
    assert 'msgstr "Schach"' in po(other).read_text()


def test_no_dates_and_no_line_numbers(area: Path) -> None:
    text = po(area).read_text()
    assert "POT-Creation-Date" not in text
    assert "#: " not in text
