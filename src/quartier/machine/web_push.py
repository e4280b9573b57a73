"""Web Push: a message only one browser can read (RFC 8291), and the word by which push services know its sender (RFC 8292)."""

from __future__ import annotations

import base64
import json
import os
from binascii import Error as NotBase64

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of the curve P-256
RECORD = 4096
BLOCK = 256  # padded to a multiple of it: how long a message is tells nobody what it says


def letters(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_letters(text: str) -> bytes:
    """Raises ValueError."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except NotBase64 as error:
        raise ValueError("not base64url") from error


def own_key(secret: str) -> ec.EllipticCurvePrivateKey:
    """The key that says who sends, made out of the server's secret: what brings that back brings it back, too."""
    drawn = HKDF(hashes.SHA256(), 48, salt=None, info=b"quartier web push").derive(secret.encode())
    return ec.derive_private_key(int.from_bytes(drawn) % (ORDER - 1) + 1, ec.SECP256R1())


def public_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def read_point(data: bytes) -> ec.EllipticCurvePublicKey:
    """Raises ValueError for what is no point of the curve."""
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), data)


def encrypt(
    text: bytes,
    browser: bytes,
    auth: bytes,
    *,
    salt: bytes | None = None,
    once: ec.EllipticCurvePrivateKey | None = None,
    block: int = BLOCK,
) -> bytes:
    """`browser` and `auth`: what the browser gave us. `salt` and `once` are drawn anew for each message."""
    salt, once = salt or os.urandom(16), once or ec.generate_private_key(ec.SECP256R1())
    ours = public_bytes(once)
    shared = once.exchange(ec.ECDH(), read_point(browser))
    secret = _derive(auth, shared, b"WebPush: info\0" + browser + ours, 32)
    key = _derive(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derive(salt, secret, b"Content-Encoding: nonce\0", 12)
    ended = text + b"\2"
    padded = ended + bytes(-len(ended) % block)
    if len(padded) + 16 > RECORD - 100:
        raise ValueError("too long for a push message")
    return salt + RECORD.to_bytes(4) + bytes([len(ours)]) + ours + AESGCM(key).encrypt(nonce, padded, None)


def signed_header(key: ec.EllipticCurvePrivateKey, *, audience: str, contact: str, until: int) -> str:
    """The header "Authorization": a token for this push service alone, until that second."""
    parts = ({"typ": "JWT", "alg": "ES256"}, {"aud": audience, "exp": until, "sub": contact})
    said = ".".join(letters(json.dumps(part, separators=(",", ":")).encode()) for part in parts)
    first, second = decode_dss_signature(key.sign(said.encode(), ec.ECDSA(hashes.SHA256())))
    signature = letters(first.to_bytes(32) + second.to_bytes(32))
    return f"vapid t={said}.{signature}, k={letters(public_bytes(key))}"


def _derive(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt=salt, info=info).derive(secret)
