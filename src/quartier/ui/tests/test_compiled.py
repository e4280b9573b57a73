"""Templates are compiled once, and not by every process again; where nothing can be kept, pages come all the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader

from quartier.ui import jinja


def test_what_one_process_has_compiled_the_next_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    kept = jinja.compiled(tmp_path / "kept")
    assert kept is not None
    monkeypatch.setattr(jinja, "compiled", lambda: kept)
    pages = {"page.html": "{{ 6 * 7 }}"}
    assert jinja.environment(loader=DictLoader(pages)).get_template("page.html").render() == "42"
    another = jinja.environment(loader=DictLoader(pages))
    monkeypatch.setattr(another, "_compile", lambda *_: pytest.fail("compiled again"))
    assert another.get_template("page.html").render() == "42"
    changed = jinja.environment(loader=DictLoader({"page.html": "{{ 6 * 8 }}"}))
    assert changed.get_template("page.html").render() == "48"


def test_a_page_comes_where_there_is_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = jinja.Kept(str(tmp_path / "gone"))
    monkeypatch.setattr(jinja, "compiled", lambda: kept)
    assert jinja.environment(loader=DictLoader({"page.html": "{{ 6 * 7 }}"})).get_template("page.html").render() == "42"


def test_where_nothing_can_be_kept_pages_come_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "file").touch()
    assert jinja.compiled(tmp_path / "file" / "no folder") is None
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert jinja.compiled(tmp_path) is None
