"""`./quartier …`: every command, and the one place where their names stand."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module

from quartier.commands import ROOT, of_modules


@dataclass(frozen=True)
class Command:
    """`runs` names a module with `main(arguments: list[str]) -> int`, imported only when the command is called.

    `name` is one word or two: "start", "import osm".
    """

    name: str
    summary: str
    runs: str
    for_developers: bool = False


COMMANDS = (
    Command("start", "start the server; Ctrl-C stops it", "quartier.commands.start"),
    Command(
        "backup", "write everything the server knows into one file, also while it runs", "quartier.commands.backup"
    ),
    Command("restore", "put back what a back-up holds, or change nothing", "quartier.commands.restore"),
    Command("import osm", "bring streets, addresses and places from OpenStreetMap", "quartier.commands.import_osm"),
    Command("count", "count a file of ballots: budgets, elections, committees", "quartier.commands.count"),
    Command("opinion", "draw the opinion map of a Polis export", "quartier.commands.opinion"),
    Command("help", "list all commands", "quartier.cli"),
    Command("check", "lint, types, import contracts, migrations, translations", "quartier.commands.check", True),
    Command("test", "check, then all tests (--fast: no browser; --long: everything)", "quartier.commands.test", True),
    Command(
        "messages", "collect the texts to translate into each area's .po files", "quartier.commands.messages", True
    ),
    Command("module new", "write a new module that works at once", "quartier.commands.module_new", True),
    Command("bench", "what pages cost, and whether the promises hold", "quartier.commands.bench", True),
    Command("changes", "write CHANGELOG.md anew from changes/", "quartier.commands.changes", True),
    Command("lock", "compile requirements/*.in into locked versions with hashes", "quartier.commands.lock", True),
    Command("manage", "Django's own commands: makemigrations, shell, …", "quartier.commands.manage", True),
)


def main(arguments: list[str]) -> int:
    """Run what the first argument names."""
    if not arguments or arguments[0] in {"help", "--help", "-h"}:
        sys.stdout.write(overview())
        return 0
    command, rest = find(arguments)
    if command is None:
        sys.stderr.write(unknown(" ".join(arguments[:2])))
        return 2
    os.environ.setdefault("QUARTIER_DATA", str(ROOT / "data"))  # wherever it is called from
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quartier.project.settings")
    run: Callable[[list[str]], int] = import_module(command.runs).main
    return run(rest)


def find(arguments: list[str]) -> tuple[Command | None, list[str]]:
    """The command that the first words name, and what is left for it."""
    for commands in (lambda: COMMANDS, of_modules_too):
        for words in (2, 1):
            for command in commands():
                if command.name == " ".join(arguments[:words]):
                    return command, arguments[words:]
    return None, arguments


def of_modules_too() -> tuple[Command, ...]:
    """Asked of the folders, so only where somebody wants to know."""
    return (*COMMANDS, *(Command(*found) for found in of_modules.found()))


def overview() -> str:
    """Every command with its line, and what a newcomer calls first."""
    lines = ["Quartiersserver: a neighbourhood's own server.", ""]
    lines += [_line(command) for command in of_modules_too() if not command.for_developers]
    lines += ["", "For developers:"]
    lines += [_line(command) for command in COMMANDS if command.for_developers]
    lines += ["", "Every command explains itself: ./quartier start --help", ""]
    return "\n".join(lines)


def unknown(name: str) -> str:
    """What to say to a slip of the keyboard."""
    names = [command.name for command in of_modules_too()]
    alike = get_close_matches(name, names, n=1) or get_close_matches(name.split(maxsplit=1)[0], names, n=1)
    hint = f"Did you mean: ./quartier {alike[0]}" if alike else "All commands: ./quartier help"
    return f"There is no command “{name}”.\n{hint}\n"


def _line(command: Command) -> str:
    return f"  ./quartier {command.name:<10} {command.summary}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
