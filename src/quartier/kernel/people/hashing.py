"""How passphrases are hashed."""

from __future__ import annotations

import unicodedata
from threading import Semaphore

from django.contrib.auth.hashers import Argon2PasswordHasher

_one_at_a_time = Semaphore()  # in each process: ten guesses at once must not take the memory and both cores


class PassphraseHasher(Argon2PasswordHasher):
    """Argon2id with what OWASP's cheat sheet asks for at least: 19 MiB, two rounds, one lane.

    Django's own figures cost a second on the small machine this is made for. Passphrases are normalised, because
    telephones and computers send "ü" in two different ways.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with _one_at_a_time:
            return super().encode(_normalised(password), salt)

    def verify(self, password: str, encoded: str) -> bool:
        with _one_at_a_time:
            return super().verify(_normalised(password), encoded)


def _normalised(passphrase: str) -> str:
    return unicodedata.normalize("NFKC", passphrase)
