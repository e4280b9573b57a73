"""What programs beside the server know belongs into the same file."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

from django.conf import settings

from quartier.kernel import registry
from quartier.kernel.service_contract import Service
from quartier.machine import archive

FOLDER = "services"


def write_services(target: ZipFile) -> None:
    """Of all installed modules, also of those that are off just now."""
    for service in _that_save():
        if service.save is None:
            continue
        with tempfile.TemporaryDirectory(dir=settings.DATA) as workplace:
            for name, file in service.save(Path(workplace)):
                target.write(file, f"{FOLDER}/{service.name}/{name}")


@contextmanager
def services_of(source: ZipFile) -> Iterator[dict[str, Path]]:
    """Unpacked beside the data, and looked at by those whom it belongs to: service → folder."""
    with tempfile.TemporaryDirectory(dir=settings.DATA) as name:
        found = {service.name: Path(name) / service.name for service in _that_save()}
        for folder in found.values():
            folder.mkdir()
        for member in source.namelist():
            if member.startswith(f"{FOLDER}/") and not member.endswith("/"):
                _unpack(source, member, Path(name))
        for service in _that_save():
            if service.check is not None:
                service.check(found[service.name])
        yield found


def restore_services(unpacked: dict[str, Path]) -> None:
    for service in _that_save():
        if service.restore is not None:
            service.restore(unpacked[service.name])


def _unpack(source: ZipFile, member: str, folder: Path) -> None:
    path = folder / member.removeprefix(f"{FOLDER}/")
    if not path.resolve().is_relative_to(folder.resolve()):
        raise archive.DamagedArchive(member)
    path.parent.mkdir(parents=True, exist_ok=True)
    with source.open(member) as packed, path.open("wb") as unpacked:
        shutil.copyfileobj(packed, unpacked)


def _that_save() -> list[Service]:
    return [service for module in registry.modules() for service in module.services if service.save is not None]
