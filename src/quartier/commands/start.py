"""`./quartier start`: everything the server needs, in one process that looks after the others."""

import argparse
import contextlib
import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import TextIO

from quartier.commands import ROOT
from quartier.machine import health, https, lock, network, service_states, stamp
from quartier.machine.processes import Children, python, run

SERVICES = "What looks after the programs beside the server"
CODE = Path(__file__).resolve().parent.parent


class CannotStart(Exception):
    """Says why, and what to do next."""


class Stopped(BaseException):
    """Somebody asked the server to end."""


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN or number is not signal.SIGHUP:
            signal.signal(number, _stop)
    try:
        start(options)
    except CannotStart as reason:
        say(str(reason))
        return 1
    except Stopped:
        say("Stopped.")
    return 0


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("./quartier start", description="Start the server. Ctrl-C stops it.")
    parser.add_argument("--port", type=int, default=8000, help="default: 8000")
    parser.add_argument(
        "--host", default="127.0.0.1", help="127.0.0.1 (default): this machine only; 0.0.0.0: the whole network"
    )
    parser.add_argument("--data", type=Path, help="folder of everything the server knows; default: data/")
    parser.add_argument(
        "--demo", action="store_true", help="a made-up quarter to look around in; default folder: data-demo/"
    )
    parser.add_argument("--https", action="store_true", help="for phones on the network: passkeys, encryption, apps")
    parser.add_argument("--https-port", type=int, default=8443, help="default: 8443")
    parser.add_argument(
        "--name", action="append", default=[], help="with --https: a name of this machine, like quartier.local"
    )
    parser.add_argument("--no-chat", action="store_true", help="without the programs beside the server")
    parser.add_argument("--chat-port", type=int, default=8008, help="on this machine alone; default: 8008")
    parser.add_argument("--turn-port", type=int, default=3478, help="of the relay for calls; default: 3478")
    options = parser.parse_args(arguments)
    default = ROOT / "data-demo" if options.demo else Path(os.environ["QUARTIER_DATA"])
    options.data = (options.data or default).resolve()
    return options


def start(options: argparse.Namespace) -> None:
    data = make_data_folder(options.data, demo=options.demo)
    os.environ["QUARTIER_DATA"] = str(data)
    try:
        with lock.held(data) as lock_file, open_door(options.host, options.port) as door:
            prepare(data, demo=options.demo)
            serve(options, door, lock_file)
    except lock.InUse as other:
        raise CannotStart(
            f"A server is already running on {data} ({other.holder or 'it is just starting'}).\n"
            "Next: stop that one, or give this one a folder of its own: ./quartier start --data FOLDER"
        ) from None


def make_data_folder(data: Path, *, demo: bool) -> Path:
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(data, os.W_OK):
            raise PermissionError(data)
    except OSError as error:
        raise CannotStart(f"The folder {data} cannot be used: {error.strerror or 'no right to write there'}.") from None
    mark = data / "demo"
    if demo and not mark.exists():
        if (data / "quartier.sqlite3").exists():
            raise CannotStart(
                f"{data} holds a real quarter, and a demo must not be mixed into it.\nNext: choose another --data."
            )
        mark.touch()
    return data


def open_door(host: str, port: int) -> socket.socket:
    try:
        return network.listen(host, port)
    except network.Taken:
        raise CannotStart(
            f"Port {port} is taken: another program listens there.\n"
            f"Next: stop that one, or choose another port: ./quartier start --port {port + 1}"
        ) from None
    except network.NotAllowed:
        raise CannotStart(
            f"Port {port} is for root only.\nNext: choose one above 1023: ./quartier start --port 8000"
        ) from None
    except network.NotOurs:
        raise CannotStart(
            f"This machine has no address {host}.\nNext: use 127.0.0.1, or 0.0.0.0 for all of its addresses."
        ) from None


def prepare(data: Path, *, demo: bool) -> None:
    """Tables, translations, static files: only when something has changed since the last start."""
    file = data / "prepared"
    if file.exists() and file.read_text() == stamp.of_server(CODE, data):
        return
    say("Preparing the database and the pages …")
    # It is a process of its own so that the one that lives on stays small.
    if run(python("quartier.project.prepare", *demo_flag(demo))).returncode:
        raise CannotStart("The server could not be prepared: the reason stands above. Nothing is being served.")
    file.write_text(stamp.of_server(CODE, data))


def serve(options: argparse.Namespace, door: socket.socket, lock_file: TextIO) -> None:
    with contextlib.ExitStack() as stack:
        children = stack.enter_context(Children(say))
        host, port = network.reachable_from_here(options.host), door.getsockname()[1]
        url = f"http://{network.in_a_url(host)}:{port}"
        if options.https:
            url, door = stack.enter_context(https_in_front(options, door, children))
        inside = f"http://{network.in_a_url('127.0.0.1' if options.https else host)}:{door.getsockname()[1]}"
        os.environ.update(QUARTIER_URL=url, QUARTIER_INSIDE=inside, QUARTIER_CHAT_PORT=str(options.chat_port))
        os.environ["QUARTIER_TURN_PORT"] = str(options.turn_port)
        os.environ["QUARTIER_NO_CHAT"] = str(int(options.no_chat))
        service_states.forget_all(options.data)
        web = children.start("The web server", web_server(door), descriptors=[door.fileno()])
        if not health.wait_until_it_answers(host, port, while_true=lambda: web.is_running):
            raise CannotStart("The web server did not come up: the reason stands above.")
        lock_file.write(f"process {os.getpid()}, {url}")
        lock_file.flush()
        print(f"Quartiersserver ready: {url}", flush=True)
        run(python("quartier.project.first_steps", url, *demo_flag(options.demo)))
        children.start("The background worker", python("quartier.project.worker"))
        children.watch(also=lambda: look_after_services(options, children))


def look_after_services(options: argparse.Namespace, children: Children) -> None:
    """From the moment on that the quarter wants one: without, not even a process waits for it."""
    if (
        not options.no_chat
        and SERVICES not in {child.name for child in children.running}
        and service_states.wanted(options.data)
    ):
        children.start(SERVICES, python("quartier.machine.services", str(options.data)))


def web_server(door: socket.socket) -> list[str]:
    configuration = "python:quartier.machine.web_server"
    return python("gunicorn", "-c", configuration, "--bind", f"fd://{door.fileno()}", "quartier.project.wsgi")


@contextlib.contextmanager
def https_in_front(
    options: argparse.Namespace, plain: socket.socket, children: Children
) -> Iterator[tuple[str, socket.socket]]:
    """Caddy takes both ports; the web server moves behind it. Hands out the new address and the inner door."""
    port = plain.getsockname()[1]
    with open_door(options.host, options.https_port) as secure:
        https_port = secure.getsockname()[1]
    plain.close()
    with network.listen("127.0.0.1", 0) as inside:
        named = https.names(options.name)
        host = network.in_a_url(options.host)
        command = https.command(
            options.data,
            plain=f"{host}:{port}",
            secure=f"{host}:{https_port}",
            inside=f"127.0.0.1:{inside.getsockname()[1]}",
            chat=f"127.0.0.1:{options.chat_port}",
            named=named,
        )
        nearby = network.address_on_the_local_network() if options.host in network.EVERYWHERE else options.host
        plain_url = f"http://{network.in_a_url(nearby or '127.0.0.1')}:{port}"
        os.environ.update(QUARTIER_HTTPS="1", QUARTIER_PLAIN_URL=plain_url)
        children.start("The https door (Caddy)", command, https.environment(options.data))
        say(f"Each device has to trust this server once: {plain_url}{https.TRUST_PATH}")
        yield f"https://{named[0]}:{https_port}", inside


def demo_flag(demo: bool) -> list[str]:
    return ["--demo"] if demo else []


def say(text: str) -> None:
    """For the person at the terminal. Standard output is for the ready line and the first steps alone."""
    print(text, file=sys.stderr, flush=True)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped
