"""The beginning of a long text, for cards."""


def beginning(text: str, most: int = 180) -> str:
    """At most so many characters, and "…" where there is more; it ends with a whole word."""
    if len(text) <= most:
        return text
    return f"{text[:most].rpartition(' ')[0].rstrip() or text[: most - 1]}…"
