"""Encryption and signature against the examples of the standards themselves."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from quartier.machine.web_push import (
    encrypt,
    from_letters,
    letters,
    own_key,
    public_bytes,
    read_point,
    signed_header,
)


def test_the_example_of_rfc_8291_comes_out_byte_by_byte() -> None:
    browser = from_letters("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")
    once = int.from_bytes(from_letters("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
    body = encrypt(
        b"When I grow up, I want to be a watermelon",
        browser,
        from_letters("BTBZMqHH6r4Tts7J_aSIgg"),
        salt=from_letters("DGv6ra1nlYgDCS1FRnbzlw"),
        once=ec.derive_private_key(once, ec.SECP256R1()),
        block=1,
    )
    assert letters(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
        "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_the_signature_is_ours_and_for_that_push_service() -> None:
    key = own_key("a secret")
    header = signed_header(
        key, audience="https://push.example.org", contact="mailto:a@example.org", until=1_800_000_000
    )
    token, shown = header.removeprefix("vapid t=").split(", k=")
    assert shown == letters(public_bytes(key)) == letters(public_bytes(own_key("a secret"))), "the same after a restart"
    said, _dot, signature = token.rpartition(".")
    raw = from_letters(signature)
    both = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    read_point(from_letters(shown)).verify(both, said.encode(), ec.ECDSA(hashes.SHA256()))
    claims = json.loads(from_letters(said.partition(".")[2]))
    assert claims == {"aud": "https://push.example.org", "exp": 1_800_000_000, "sub": "mailto:a@example.org"}


def test_texts_of_different_length_look_the_same() -> None:
    browser, auth = public_bytes(own_key("browser")), bytes(16)
    assert len(encrypt(b"a", browser, auth)) == len(encrypt(b"a" * 200, browser, auth))
    with pytest.raises(ValueError, match="too long"):
        encrypt(b"a" * 4096, browser, auth)
