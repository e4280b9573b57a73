"""abcvoting's `.abc.yaml`: approval sets of numbered candidates, and how large the committee is to be."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from quartier.counting.election import Ballot, Election, Option, grouped
from quartier.counting.files.text import Malformed, cited, number, plain_number, read_text
from quartier.counting.files.yaml_tree import Node, read_tree

MOST_CANDIDATES = 100_000


def read_abc_yaml(file: Path) -> Election:
    return parse_abc_yaml(read_text(file))


def parse_abc_yaml(text: str) -> Election:
    """Candidates are called by their number, unless `cand_names` says otherwise."""
    facts = _facts(text)
    profile = facts.get("profile")
    if profile is None or profile.kind != "list":
        line = profile.line if profile else text.rstrip().count("\n") + 1
        raise Malformed("“profile” should be a list of approval sets", line)
    sets = [_approved(ballot, voter) for voter, ballot in enumerate(profile.items, 1)]
    candidates = _candidates(facts, sets)
    weights = _weights(facts, profile)
    ballots = [_ballot(approved, candidates, voter) for voter, approved in enumerate(sets, 1)]
    names = _names(facts, candidates)
    return Election(
        options=tuple(Option(name, name) for name in names),
        ballots=grouped(zip(ballots, weights, strict=True)),
        kind="approval",
        title=facts["description"].text if "description" in facts else "",
        seats=_positive(facts.get("committeesize"), "“committeesize” should be a number of seats"),
    )


def _facts(text: str) -> dict[str, Node]:
    tree = read_tree(text)
    if tree is None or tree.kind != "mapping":
        raise Malformed("the file should consist of keys and values: profile, num_cand, committeesize", 1, 1)
    facts: dict[str, Node] = {}
    for key, value in zip(tree.items, tree.values, strict=True):
        if key.text in facts:
            raise key.refused(f"“{cited(key.text)}” stands twice")
        if not value.is_nothing:
            facts[key.text] = value
    return facts


def _approved(ballot: Node, voter: int) -> list[Node]:
    """[0, 2], or a set: {0, 2}."""
    if ballot.kind == "list" or (ballot.kind == "mapping" and all(value.is_nothing for value in ballot.values)):
        return ballot.items
    raise ballot.refused(f"ballot {voter} should be a list like [0, 2]")


def _candidates(facts: dict[str, Node], sets: list[list[Node]]) -> int:
    stated = _positive(facts.get("num_cand"), "“num_cand” should be a number of candidates")
    if stated is not None:
        return stated
    named = (plain_number(one.text) for approved in sets for one in approved)
    found = 1 + max((candidate for candidate in named if candidate is not None), default=-1)
    if not 1 <= found <= MOST_CANDIDATES:
        raise facts["profile"].refused(
            "“num_cand” is missing, and the ballots don't show how many candidates there are"
        )
    return found


def _positive(node: Node | None, says: str) -> int | None:
    if node is None:
        return None
    found = plain_number(node.text) if node.kind == "scalar" else None
    if found is None or not 1 <= found <= MOST_CANDIDATES:
        raise node.refused(says)
    return found


def _ballot(approved: list[Node], candidates: int, voter: int) -> Ballot:
    seen: set[int] = set()
    for one in approved:
        candidate = plain_number(one.text)
        if candidate is None or candidate >= candidates:
            raise one.refused(f"ballot {voter}: there is no candidate “{cited(one.text)}”")
        if candidate in seen:
            raise one.refused(f"ballot {voter} names a candidate twice")
        seen.add(candidate)
    return Ballot((tuple(sorted(seen)),) if seen else ())


def _weights(facts: dict[str, Node], profile: Node) -> list[Fraction]:
    weights = facts.get("voter_weights")
    if weights is None:
        return [Fraction(1)] * len(profile.items)
    if len(weights.items) != len(profile.items):
        raise weights.refused(f"{len(profile.items)} voters, but {len(weights.items)} weights")
    found = [number(one.text, "a weight", one.line, one.column) for one in weights.items]
    negative = next((one for one, weight in zip(weights.items, found, strict=True) if weight < 0), None)
    if negative:
        raise negative.refused("a weight is less than nothing")
    return found


def _names(facts: dict[str, Node], candidates: int) -> list[str]:
    names = facts.get("cand_names")
    if names is None:
        return [str(candidate) for candidate in range(candidates)]
    if len(names.items) != candidates:
        raise names.refused(f"{candidates} candidates, but {len(names.items)} names")
    found = [one.text for one in names.items]
    return found if len(set(found)) == candidates else [f"{name} ({n})" for n, name in enumerate(found)]
