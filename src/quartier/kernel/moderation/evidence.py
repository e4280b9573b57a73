"""Copies of what was reported, taken when it is reported."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from pathlib import Path

from django.db import transaction

from quartier.kernel.files.disk import EVIDENCE
from quartier.kernel.files.models import StoredFile, folder, new_key
from quartier.kernel.moderation.models import Case, Evidence, EvidenceFile
from quartier.kernel.moderation.reportable import Thing

# What is said has no title but its own beginning; and a name isn't kept beyond the person.
NAMELESS = frozenset({"comment", "message", "person"})


def keep_evidence(case: Case, thing: Thing) -> Evidence:
    """One copy for each state in which it was reported: whoever changes it after the first report adds a second."""
    title = "" if case.what in NAMELESS else thing.title
    words = [title, thing.text, [list(pair) for pair in thing.beside], [file.sha256 for file in thing.files]]
    digest = hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()
    evidence, is_new = Evidence.objects.get_or_create(
        case=case,
        digest=digest,
        defaults={"title": title[:200], "text": thing.text, "beside": [list(pair) for pair in thing.beside]},
    )
    if is_new:
        for file in thing.files:
            _copy(file, evidence)
    return evidence


def path_of(key: str) -> Path:
    return folder() / EVIDENCE / key


def _copy(file: StoredFile, evidence: Evidence) -> None:
    """Should the transaction fail, the copy alone remains, and is swept."""
    if not file.path.is_file():
        return
    key = new_key()
    path = path_of(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.path.read_bytes())
    path.chmod(0o600)
    EvidenceFile.objects.create(
        evidence=evidence,
        key=key,
        name=file.name,
        alt=file.alt,
        media_type=file.media_type,
        width=file.width,
        height=file.height,
    )


def forget_files(case: Case) -> None:
    """The bytes go once the rows are gone for good."""
    for key in EvidenceFile.objects.filter(evidence__case=case).values_list("key", flat=True):
        transaction.on_commit(partial(path_of(key).unlink, missing_ok=True))
