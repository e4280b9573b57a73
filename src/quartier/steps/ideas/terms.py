"""The lowest file: names and limits."""

LONGEST_TITLE = 120
LONGEST_TEXT = 6_000
