"""`./quartier backup FILE`: everything the server knows in one file, also while it runs."""

import argparse
import os
import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        "./quartier backup", description="Write everything the server knows into one file."
    )
    parser.add_argument("file", type=Path, help="for example backup.zip; an older one is replaced by a whole new one")
    parser.add_argument("--data", type=Path, help="the server's folder; default: data/")
    options = parser.parse_args(arguments)
    if options.data:
        os.environ["QUARTIER_DATA"] = str(options.data.resolve())
    import django
    from django.utils import translation

    django.setup()
    translation.activate("en")  # as all commands speak
    from quartier.kernel.backup.actions import write_backup
    from quartier.kernel.refusals import Refused

    try:
        manifest = write_backup(options.file)
    except Refused as refusal:
        return fail(str(refusal))
    except OSError as error:
        return fail(f"The back-up could not be written: {error.strerror}. No file was left behind.")
    rows = sum(table["rows"] for table in manifest["tables"].values())
    print(f"Backed up {rows:,} rows and all files into {options.file}. Keep it as safe as a key.")
    return 0


def fail(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 1
