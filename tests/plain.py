"""How hard German is to read, and what plain language (Leichte Sprache) does without."""

from __future__ import annotations

import re
from statistics import fmean

QUOTED = re.compile(r"„[^“]*“")  # what stands on somebody else's button can't be said more plainly
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}|https?://\S+|\./\S+")
END = re.compile(r"(?<=[.!?:;])[“”\"’)]*\s+|\n+|\s[–—]\s")
WORD = re.compile(r"[A-Za-zÄÖÜäöüßéç][\wÄÖÜäöüß·:’'-]*")
VOWELS = re.compile(r"[aeiouyäöü]+", re.IGNORECASE)
GENITIVE = re.compile(r"\b(?:des|dessen|deren|wessen|(?:mein|dein|unser|eur|ihr)es\s+[A-ZÄÖÜ]\w*e?s|wegen|trotz|mittels|anhand|bezüglich)\b")  # fmt: skip
SUBJUNCTIVE = re.compile(r"\b(?:würd|könnt|hätt|wär|dürft|müsst|käm|gäb|ließ)(?:e|en|est|et)\b|\bsei(?:en|est)?\b(?!t)|\bhabe man\b", re.I)  # fmt: skip
SHORTENED = re.compile(r"\b(?:z\. ?B|usw|bzw|ggf|evtl|d\. ?h|inkl|u\. ?a|o\. ?ä)\b\.?", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    found = (part.strip() for part in END.split(PLACEHOLDER.sub("Ding", text)))
    return [part for part in found if WORD.search(part)]


def words(sentence: str) -> list[str]:
    return [word.strip("·:-’'") for word in WORD.findall(sentence)]


def syllables(word: str) -> int:
    return max(1, len(VOWELS.findall(word)))


def effort(sentence: str) -> int:
    """Its syllables: of the simple measures the one that learners' own judgement follows most closely."""
    return sum(syllables(word) for word in words(sentence))


def correlation(ones: list[float], others: list[float]) -> float:
    one, other = fmean(ones), fmean(others)
    apart = sum((a - one) * (b - other) for a, b in zip(ones, others, strict=True))
    return float(apart / (sum((a - one) ** 2 for a in ones) * sum((b - other) ** 2 for b in others)) ** 0.5)
