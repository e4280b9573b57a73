def demo() -> None:
    """Nothing yet."""
