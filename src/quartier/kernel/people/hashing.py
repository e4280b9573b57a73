"""How passphrases are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class PassphraseHasher(Argon2PasswordHasher):
    """Argon2id as OWASP's cheat sheet advises for small machines: 19 MiB, two rounds, one lane. Django's defaults cost a second here."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
