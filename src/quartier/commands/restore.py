"""`./quartier restore FILE`: puts back what `backup` wrote, in place of everything that is there."""

import argparse
import os
import sys
from pathlib import Path

from quartier.commands.backup import fail
from quartier.machine import lock
from quartier.machine.processes import python, run


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("./quartier restore", description="Replace everything by what a back-up holds.")
    parser.add_argument("file", type=Path, help="what ./quartier backup wrote")
    parser.add_argument("--data", type=Path, help="the server's folder; default: data/; may be new")
    parser.add_argument("--yes", action="store_true", help="don't ask, also where there is something to replace")
    options = parser.parse_args(arguments)
    data = (options.data or Path(os.environ["QUARTIER_DATA"])).resolve()
    os.environ["QUARTIER_DATA"] = str(data)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with lock.held(data):
            return _restore(options.file, data, ask=not options.yes)
    except lock.InUse:
        return fail(f"A server is running on {data}. Next: stop it (Ctrl-C), then restore.")


def _restore(file: Path, data: Path, *, ask: bool) -> int:
    if run(python("quartier.project.prepare")).returncode:
        return fail("The database could not be prepared: the reason stands above. Nothing was changed.")
    import django
    from django.utils import translation

    django.setup()
    translation.activate("en")  # as all commands speak
    from quartier.kernel.backup.actions import read_backup
    from quartier.kernel.people.models import Person
    from quartier.kernel.privacy.erased_list import write_list
    from quartier.kernel.privacy.erasure import erase_again
    from quartier.kernel.refusals import Refused

    gone: list[int] = []
    if ask and Person.objects.exists() and not _agreed(data):
        return fail("Nothing was changed.")
    if Person.objects.exists():
        write_list()  # what was deleted since its last hour
    try:
        manifest = read_backup(file, afterwards=lambda: gone.append(erase_again()))
    except Refused as refusal:
        return fail(str(refusal))
    except OSError as error:
        return fail(f"The back-up could not be read: {error.strerror}. Nothing was changed.")
    rows = sum(table["rows"] for table in manifest["tables"].values())
    print(
        f"Restored {rows:,} rows and all files of {manifest['quarter'] or 'the quarter'}, as of {manifest['made'][:16]}."
    )
    if sum(gone):
        print(f"Of these, {sum(gone)} people had themselves deleted since: they were deleted again.")
    print("Next: ./quartier start")
    return 0


def _agreed(data: Path) -> bool:
    if not sys.stdin.isatty():
        sys.stderr.write(f"{data} is not empty. To replace what is there, call this with --yes.\n")
        return False
    return input(f"Replace everything in {data}? Type yes: ").strip().lower() in {"yes", "ja"}
