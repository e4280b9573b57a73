"""What browsers load is built in the background: whole or not at all, and what is missing is said in one word. Real Node."""

import json
import time
from pathlib import Path

import pytest

from quartier.machine import bundles, service_states
from quartier.machine.builders import Builder, is_bundle

pytestmark = pytest.mark.machine
NAME = "some.bundle"
SOURCE = Path(__file__).resolve().parents[3]
PACKAGE = {
    "name": "some",
    "version": "1.0.0",
    "lockfileVersion": 3,
    "packages": {"": {"name": "some", "version": "1.0.0"}},
}
BUILDS = 'import { mkdirSync, writeFileSync } from "node:fs"; mkdirSync(process.argv[2]); writeFileSync(`${process.argv[2]}/a.js`, "%s");'


class Built:
    """A source that needs nothing from elsewhere, and who builds it."""

    def __init__(self, data: Path) -> None:
        self.data, self.source, self.target = data, data / "web", data / ".bundle-some"
        self.source.mkdir()
        for name in ("package.json", "package-lock.json"):
            (self.source / name).write_text(json.dumps(PACKAGE))
        self.says("one")
        plan = {"source": str(self.source), "target": str(self.target), "lock": str(data / "node.txt")}
        (data / "node.txt").write_text("nothing-of-this-name==1.0 --hash=sha256:" + "0" * 64 + "\n")
        (service_states.folder(data) / f"{NAME}{service_states.PLAN}").write_text(json.dumps(plan))

    def says(self, text: str) -> None:
        (self.source / "build.mjs").write_text(BUILDS % text)

    def until(self, what: str) -> service_states.State:
        builder = Builder(self.data, NAME, lambda _text: None, retry=0.2)
        last_moment = time.monotonic() + 300
        while (state := service_states.read(self.data, NAME)).what != what:
            assert time.monotonic() < last_moment, state
            builder.look()
            time.sleep(0.05)
        return state


@pytest.fixture
def some(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Built:
    monkeypatch.setenv("PYTHONPATH", str(SOURCE))
    return Built(tmp_path)


def test_it_is_built_once_and_anew_when_its_source_changes(some: Built) -> None:
    assert is_bundle(some.data, NAME)
    some.until("built")
    assert (some.target / "a.js").read_text() == "one"
    before = (some.target / "a.js").stat().st_mtime_ns
    service_states.forget(some.data, NAME)
    some.until("built")
    assert (some.target / "a.js").stat().st_mtime_ns == before
    some.says("two")
    service_states.forget(some.data, NAME)
    some.until("built")
    assert (some.target / "a.js").read_text() == "two"
    assert not list(some.data.glob("*.work")) + list(some.data.glob("*.part"))


def test_what_fails_leaves_the_old_one_and_mends_itself(some: Built) -> None:
    some.until("built")
    (some.source / "build.mjs").write_text("throw new Error()")
    service_states.forget(some.data, NAME)
    assert some.until("not_built").detail == "packages"
    assert (some.target / "a.js").read_text() == "one"
    some.says("two")
    some.until("built")


def test_without_node_it_says_so(some: Built, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    assert some.until("not_built").detail in {"node", "network"}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("npm error code ENOTFOUND", "network"),
        ("npm error ENOSPC", "room"),
        (bundles.NO_NODE, "node"),
        ("x", "packages"),
    ],
)
def test_the_reason_is_one_word(tmp_path: Path, said: str, why: str) -> None:
    (tmp_path / "log").write_text(said)
    assert bundles.why_not(tmp_path / "log") == why
