"""How passphrases are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class PassphraseHasher(Argon2PasswordHasher):
    """Argon2id with what OWASP's cheat sheet asks for at least: 19 MiB, two rounds, one lane.

    Django's own figures cost a second on the small machine this is made for.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
