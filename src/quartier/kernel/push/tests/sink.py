"""A push service on this machine: keeps what it gets, and answers what the test says. A browser that can open its letters."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from quartier.machine.outgoing import close_line
from quartier.machine.web_push import letters, own_key, public_bytes, read_point


class Sink:
    def __init__(self) -> None:
        self.got: list[tuple[str, dict[str, str], bytes]] = []  # path, headers, body
        self.answers: dict[str, int] = {}  # path → number
        self.url = ""


class Browser:
    """One that subscribed: it alone can read."""

    def __init__(self, sink: Sink, name: str) -> None:
        self.path, self._key, self._auth = f"/box/{name}", own_key(f"browser {name}"), b"sixteen letters!"
        self.said = {
            "endpoint": f"{sink.url}{self.path}",
            "keys": {"p256dh": letters(public_bytes(self._key)), "auth": letters(self._auth)},
        }
        self._sink = sink

    def read(self) -> list[dict[str, Any]]:
        return [json.loads(self._open(body)) for path, _headers, body in self._sink.got if path == self.path]

    def _open(self, body: bytes) -> bytes:
        """RFC 8188 and 8291, from the other end."""
        salt, length = body[:16], body[20]
        theirs = body[21 : 21 + length]
        shared = self._key.exchange(ec.ECDH(), read_point(theirs))
        info = b"WebPush: info\0" + public_bytes(self._key) + theirs
        secret = _derive(self._auth, shared, info, 32)
        key = _derive(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _derive(salt, secret, b"Content-Encoding: nonce\0", 12)
        return AESGCM(key).decrypt(nonce, body[21 + length :], None).rstrip(b"\0").removesuffix(b"\2")


def _derive(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt=salt, info=info).derive(secret)


@contextmanager
def push_sink() -> Iterator[Sink]:
    sink = Sink()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            sink.got.append((self.path, dict(self.headers), body))
            self.send_response(sink.answers.get(self.path, 201))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_where: object) -> None:
            """Whoever spoke with it was killed: that is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    sink.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield sink
    finally:
        close_line()
        server.shutdown()
        server.server_close()
        thread.join()
