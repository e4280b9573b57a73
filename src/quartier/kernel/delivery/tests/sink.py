"""A real mail server on loopback that keeps what it gets, and a small mailbox that speaks just enough IMAP."""

from __future__ import annotations

import email
import email.policy
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from quartier.kernel.delivery.mail.sending import close_line


class Sink:
    """`answers`: address → what the server says to it instead of "250 OK"."""

    def __init__(self) -> None:
        self.raw: list[tuple[str, bytes]] = []  # to, bytes
        self.answers: dict[str, str] = {}
        self.port = 0

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.raw.append((envelope.rcpt_tos[0], envelope.content))
        return "250 OK"

    @property
    def mails(self) -> list[EmailMessage]:
        return [email.message_from_bytes(raw, policy=email.policy.default) for _to, raw in self.raw]

    def texts(self) -> list[str]:
        return [text_of(mail) for mail in self.mails]


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return str(body.get_content()) if body else ""


def html_of(mail: EmailMessage) -> str:
    body = mail.get_body(("html",))
    return str(body.get_content()) if body else ""


class OnAnyPort(Controller):
    """The system chooses the port."""

    @property
    def chosen(self) -> int:
        assert self.server is not None
        return int(self.server.sockets[0].getsockname()[1])

    def _trigger_server(self) -> None:
        with socket.create_connection(("127.0.0.1", self.chosen), timeout=60) as line:
            line.recv(100)


@contextmanager
def mail_sink() -> Iterator[Sink]:
    sink = Sink()
    controller = OnAnyPort(sink, hostname="127.0.0.1", port=0, ready_timeout=120)
    controller.start()
    sink.port = controller.chosen
    try:
        yield sink
    finally:
        close_line()  # else the next sink may get the same port, and a line to nobody
        controller.stop(no_assert=True)


class Mailbox:
    """What lies in it, by number."""

    def __init__(self) -> None:
        self.mails: dict[int, bytes] = {}
        self.port = 0
        self.said: list[str] = []

    def put(self, raw: bytes) -> int:
        number = max(self.mails, default=0) + 1
        self.mails[number] = raw
        return number


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()

    class Speaker(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"* OK ready\r\n")
            doomed: set[int] = set()
            for line in self.rfile:
                tag, _space, command = line.decode().strip().partition(" ")
                box.said.append(command)
                for piece in _answers(box, command.upper(), command, doomed):
                    self.wfile.write(piece)
                self.wfile.write(f"{tag} OK done\r\n".encode())

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Speaker)
    server.daemon_threads = True
    box.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield box
    finally:
        server.shutdown()
        server.server_close()


def _answers(box: Mailbox, upper: str, command: str, doomed: set[int]) -> Iterator[bytes]:
    words = command.split()
    if upper.startswith("CAPABILITY"):
        yield b"* CAPABILITY IMAP4rev1\r\n"
    elif upper.startswith("SELECT"):
        yield f"* {len(box.mails)} EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n".encode()
    elif upper.startswith("UID SEARCH"):
        first = int(words[-1].split(":")[0])
        found = [uid for uid in box.mails if uid >= first] or list(box.mails)[-1:]  # "n:*" always finds the last one
        yield f"* SEARCH {' '.join(map(str, found))}\r\n".encode()
    elif upper.startswith("UID FETCH"):
        uid = int(words[2])
        raw = box.mails[uid]
        if "SIZE" in upper:
            yield f"* {uid} FETCH (UID {uid} RFC822.SIZE {len(raw)})\r\n".encode()
        else:
            yield f"* {uid} FETCH (UID {uid} BODY[] {{{len(raw)}}}\r\n".encode() + raw + b")\r\n"
    elif upper.startswith("UID STORE"):
        doomed.add(int(words[2]))
    elif upper.startswith("EXPUNGE"):
        for uid in doomed:
            box.mails.pop(uid, None)
