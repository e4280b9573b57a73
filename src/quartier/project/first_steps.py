"""What somebody who has just started the server needs to know next."""

import sys


def lines(demo: bool) -> list[str]:
    """The one-time set-up link, or who may log in to the demo quarter; nothing once the quarter is set up."""
    return []


def fill_demo() -> None:
    """Fill an empty server with a made-up quarter."""


def main() -> int:
    import django

    django.setup()
    for line in lines("--demo" in sys.argv):
        sys.stdout.write(line + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
