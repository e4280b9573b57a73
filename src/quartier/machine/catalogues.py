"""Translations as the server reads them: each .po file compiled to a .mo beside it, without gettext's own tools."""

import os
from pathlib import Path


def compile_changed(folder: Path) -> int:
    """Compile every .po file below that is newer than its .mo; tells how many."""
    changed = [po for po in folder.glob("**/locale/*/LC_MESSAGES/*.po") if _is_newer(po)]
    for po in changed:
        _compile(po)
    return len(changed)


def _is_newer(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns


def _compile(po: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with po.open("rb") as source:
        catalogue = read_po(source)
    unfinished = po.with_name(f"{po.stem}.{os.getpid()}.mo")  # two that begin at once don't write into each other's
    with unfinished.open("wb") as target:
        write_mo(target, catalogue)
    unfinished.replace(po.with_suffix(".mo"))
