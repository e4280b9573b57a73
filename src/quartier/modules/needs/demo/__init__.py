"""Two rounds of the made-up quarter."""


def demo() -> None:
    """Filled below."""
