"""Which modules there are: filled once at start, read-only afterwards."""


def load() -> None:
    """Import each installed module's module.py, check it, and freeze what it says."""
