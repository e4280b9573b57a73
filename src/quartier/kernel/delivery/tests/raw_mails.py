"""Raw mails as programs really write them, also broken ones. `{to}`: the reply address."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

from PIL import Image

HEAD = b"From: Ada Beispiel <Ada@Example.org>\r\nTo: Lindenviertel <{to}>\r\nMessage-ID: <{id}@example.org>\r\nSubject: Re: x\r\n"


def mail(to: str, body: bytes, *, number: int = 1, head: bytes = b"", base: bytes = HEAD) -> bytes:
    return base.replace(b"{to}", to.encode()).replace(b"{id}", b"%d" % number) + head + b"\r\n" + body


GMAIL = "Ja, gerne um drei!\n\nAm So., 22. Nov. 2026 um 18:05 Uhr schrieb Lindenviertel <\nquartier@example.org>:\n\n> Ben schreibt dir\n> https://…\n"
OUTLOOK = "Ja, gerne um drei!\n\n________________________________\nVon: Lindenviertel <quartier@example.org>\nGesendet: Sonntag, 22. November 2026 18:05\nAn: Ada\nBetreff: Ben schreibt dir\n\nBen schreibt dir\n"
THUNDERBIRD = "Am 22.11.26 um 18:05 schrieb Lindenviertel:\n> Ben schreibt dir\n\nJa, gerne um drei!\n\n-- \nAda Beispiel\nKirchgasse 5\n"
APPLE = "Ja, gerne um drei!\n\nVon meinem iPhone gesendet\n\n> Am 22.11.2026 um 18:05 schrieb Lindenviertel <quartier@example.org>:\n> \n> \ufeffBen schreibt dir\n"
ENGLISH = "Ja, gerne um drei!\n\nOn Sun, Nov 22, 2026 at 6:05 PM Lindenviertel <quartier@example.org> wrote:\n\n> Ben wrote to you\n\nSent from my phone"

UTF8 = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
CHARSETS = {
    "says utf-8, is latin-1": (UTF8, "Schönes Fest".encode("latin-1")),
    "says nothing, is utf-8": (b"", "Schönes Fest".encode()),
    "says a charset that doesn't exist": (
        b"Content-Type: text/plain; charset=klingonisch\r\n",
        "Schönes Fest".encode(),
    ),
    "windows-1252": (b"Content-Type: text/plain; charset=windows-1252\r\n", "Schönes Fest".encode("cp1252")),
    "iso-8859-15, quoted-printable": (
        b"Content-Type: text/plain; charset=iso-8859-15\r\nContent-Transfer-Encoding: quoted-printable\r\n",
        b"Sch=F6nes Fest",
    ),
    "base64 with a line missing its end": (
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n",
        b64encode("Schönes Fest".encode()).rstrip(b"="),
    ),
    "html alone": (
        b"Content-Type: text/html; charset=utf-8\r\n",
        b"<html><style>p{}</style><p>Sch&ouml;nes <script>alert(1)</script>Fest</p></html>",
    ),
    "html that quotes": (
        b"Content-Type: text/html; charset=utf-8\r\n",
        "<div>Schönes Fest</div><br>Am 22.11.2026 um 18:05 schrieb Linde &lt;quartier@example.org&gt;:"
        "<blockquote><p>Ben schreibt dir</p></blockquote>".encode(),
    ),
    "an empty text beside html": (
        b'Content-Type: multipart/alternative; boundary="x"\r\n',
        "--x\r\nContent-Type: text/plain\r\n\r\n \r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<div>Schönes Fest</div>\r\n--x--".encode(),
    ),
    "a part that never ends": (
        b'Content-Type: multipart/mixed; boundary="x"\r\n',
        "--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSchönes Fest\r\n".encode(),
    ),
    "a null byte and other signs that nobody types": (UTF8, "Schönes\x00 Fest\x1b\x07".encode()),
}
AUTOMATIC = {
    "out of office": b"Auto-Submitted: auto-replied\r\n",
    "older out of office": b"X-Autoreply: yes\r\n",
    "bulk": b"Precedence: bulk\r\n",
    "a list": b"List-Id: <x.example.org>\r\n",
    "a bounce": b"Return-Path: <>\r\n",
    "our own": b"X-Quartiersserver: 1\r\n",
}
RUBBISH = {
    "nothing": b"",
    "not a mail": bytes(range(256)) * 20,
    "headers alone": b"From: ada@example.org\r\nTo: {to}",
    "broken header words": b"From: =?utf-8?b?====?= <eve@example.org\r\nTo: =?x?q?=FF?= <{to}>\r\n\r\nhallo",
    "two senders": b"From: ada@example.org, eve@example.org\r\nTo: {to}\r\n\r\nhallo",
    "a thousand parts": b'From: ada@example.org\r\nTo: {to}\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n'
    + b"--x\r\nContent-Type: image/png\r\n\r\n\r\n" * 1000,
    "words in a charset that takes hours": b"From: ada@example.org\r\nTo: {to}\r\n"
    + b"Content-Type: text/plain; charset=punycode\r\n\r\n"
    + b"a" * 300_000
    + b"-"
    + b"zzzz9" * 60_000,
    "parts inside parts": b"From: ada@example.org\r\nTo: {to}\r\n"
    + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(300)),
}


def with_files(to: str, number: int) -> bytes:
    """Words, a photo, a program, and a small logo shown inside the text."""
    photo, logo = BytesIO(), BytesIO()
    Image.effect_noise((400, 300), 60).convert("RGB").save(photo, "JPEG")
    Image.new("RGB", (20, 20), "red").save(logo, "PNG")
    head = b'Content-Type: multipart/mixed; boundary="x"\r\n'
    parts = [
        b'Content-Type: multipart/alternative; boundary="y"\r\n\r\n--y\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSchau mal\r\n'
        b'--y\r\nContent-Type: text/html; charset=utf-8\r\n\r\nSchau mal <img src="cid:logo"><b>x</b>\r\n--y--',
        _file(b"image/jpeg", "K\u00fcche.jpg", photo.getvalue()),
        _file(b"application/x-msdownload", "spiel.exe", b"MZ" + b"\x00" * 500),
        b"Content-ID: <logo>\r\n" + _file(b"image/png", "logo.png", logo.getvalue(), b"inline"),
    ]
    return mail(to, b"--x\r\n" + b"\r\n--x\r\n".join(parts) + b"\r\n--x--", number=number, head=head)


def _file(kind: bytes, name: str, data: bytes, shown: bytes = b"attachment") -> bytes:
    said = b"=?utf-8?b?" + b64encode(name.encode()) + b"?="
    return (
        b"Content-Type: " + kind + b'; name="' + said + b'"\r\nContent-Disposition: ' + shown + b'; filename="' + said
        + b'"\r\nContent-Transfer-Encoding: base64\r\n\r\n' + b64encode(data)
    )  # fmt: skip


def bounce(address: str, *, returned: bytes = b"") -> bytes:
    """`returned`: the headers of the mail that failed."""
    return (
        b"From: MAILER-DAEMON@example.org\r\nTo: quartier@example.org\r\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\r\n\r\n'
        b"--x\r\nContent-Type: text/plain\r\n\r\nSorry\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n"
        b"Reporting-MTA: dns; mail.example.org\r\n\r\n"
        b"Final-Recipient: rfc822; " + address.encode() + b"\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        b"--x\r\nContent-Type: text/rfc822-headers\r\n\r\n" + returned + b"\r\n--x--\r\n"
    )
