import logging
import os
from pathlib import Path

import pytest

from quartier.machine import catalogues, https, lock, network, stamp
from quartier.machine.logs import Discreet

PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Help"\nmsgstr "Hilfe"\n'


def test_the_data_folder_is_held_once(tmp_path: Path) -> None:
    with lock.held(tmp_path) as file:
        file.write("process 7, http://127.0.0.1:8000")
        file.flush()
        with pytest.raises(lock.InUse) as other, lock.held(tmp_path):
            pass
    assert other.value.holder == "process 7, http://127.0.0.1:8000"
    with lock.held(tmp_path):
        pass


def test_a_taken_port_is_told_from_an_address_that_is_not_ours() -> None:
    with network.listen("127.0.0.1", 0) as door, pytest.raises(network.Taken):
        network.listen("127.0.0.1", door.getsockname()[1])
    with pytest.raises(network.NotOurs):
        network.listen("192.0.2.77", 0)


def test_the_stamp_changes_with_the_code_and_with_the_database(tmp_path: Path) -> None:
    code, data = tmp_path / "code", tmp_path / "data"
    code.mkdir()
    data.mkdir()
    (code / "a.py").write_text("1")
    stamps = [stamp.of_server(code, data)]
    (code / "a.py").write_text("22")
    stamps.append(stamp.of_server(code, data))
    (data / "quartier.sqlite3").write_text("one")
    stamps.append(stamp.of_server(code, data))
    (data / "restored").write_text("another")
    (data / "restored").replace(data / "quartier.sqlite3")
    stamps.append(stamp.of_server(code, data))
    assert len(set(stamps)) == 4


def test_what_we_made_ourselves_does_not_change_the_stamp(tmp_path: Path) -> None:
    before = stamp.of_server(tmp_path, tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_text("x")
    (tmp_path / "django.mo").write_text("x")
    assert stamp.of_server(tmp_path, tmp_path) == before


def test_translations_are_compiled_when_newer_and_only_then(tmp_path: Path) -> None:
    po = tmp_path / "locale" / "de" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO)
    assert catalogues.compile_changed(tmp_path) == 1
    assert b"Hilfe" in po.with_suffix(".mo").read_bytes()
    assert catalogues.compile_changed(tmp_path) == 0
    os.utime(po, (po.stat().st_atime, po.stat().st_mtime + 10))
    assert catalogues.compile_changed(tmp_path) == 1


def logged(logger: str, message: str, *arguments: object, error: Exception | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    return Discreet().format(logging.LogRecord(logger, logging.ERROR, "", 1, message, arguments, info))


def test_others_messages_are_written_without_what_they_hold() -> None:
    text = logged("gunicorn.error", "Error handling request %s in worker %s", "/card/canary-4711?pin=canary-4711", 12)
    assert text.endswith("gunicorn.error: Error handling request … in worker 12")


def break_with_a_name(name: str) -> None:
    raise ValueError(name)


def test_where_it_broke_is_written_but_not_what_the_error_says() -> None:
    try:
        break_with_a_name("canary" + "-4711")
    except ValueError as error:
        text = logged("django.request", "Internal Server Error: %s", "/x/canary-4711", error=error)
    assert "builtins.ValueError" in text
    assert "in break_with_a_name" in text
    assert "canary-4711" not in text


def test_https_knows_the_names_of_the_machine_each_once() -> None:
    names = https.names(["quartier.local", "localhost"])
    assert names[:2] == ["quartier.local", "localhost"]
    assert len(names) == len(set(names))
