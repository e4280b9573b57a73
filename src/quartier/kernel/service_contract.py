"""What a module says of a program that it needs beside the web server. Data only, as in `contract.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quartier.kernel.contract import Text


@dataclass(frozen=True, kw_only=True)
class ServicePlan:
    """How a program beside the web server is run now. "{python}" in the command is the Python of its own environment.

    It listens on `port` and is well while `health` answers 200 there; "stun": while it answers as relays do (UDP). `requirements`
    names the lock file of its environment: `requirements/NAME.txt`; without it the command's first word is a program of this
    machine, which may be missing. Another `version` (of the settings it reads) starts it anew.
    """

    command: tuple[str, ...]
    port: int
    health: str
    requirements: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)
    version: str = ""


@dataclass(frozen=True, kw_only=True)
class BundlePlan:
    """What browsers load and must be built first: a folder with package.json, its lock file, and build.mjs, which is called with
    the folder to write into. Comes a package with `built/` in it, nothing is built.
    """

    source: Path


@dataclass(frozen=True, kw_only=True)
class Service:
    """A program that the module needs beside the web server (chat: Synapse), or a bundle. `name` starts with the module's slug.

    `plan` writes the program's settings and says how to run it; None while the quarter doesn't want it. `url` is the
    page where it is set up. `install` is how a program of the machine gets there, `if_taken` what to do where another
    one has its port, `port_option` the switch of `./quartier start` for another number. `save` yields what belongs
    into a back-up (name, file; copies in the folder it is given); `check` refuses what this server can't take back,
    before anything changes; `restore` puts it in place of what is there.
    """

    name: str
    label: Text
    plan: Callable[[], ServicePlan | BundlePlan | None]
    url: str
    install: str = ""
    if_taken: str = ""
    port_option: str = "--chat-port"
    save: Callable[[Path], Iterator[tuple[str, Path]]] | None = None
    check: Callable[[Path], None] | None = None
    restore: Callable[[Path], None] | None = None
