"""The numbers everything is reckoned with: the group BELENIOS-2048 of Belenios 2.0 and its hashes.

The specification is in Debian's package belenios-tool: /usr/share/doc/belenios-tool/specification.pdf.gz
"""

from __future__ import annotations

import json
import secrets
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from typing import Any

NAME = "BELENIOS-2048"
P = int(
    "20694785691422546401013643657505008064922989295751104097100884787057374219242717401922237254497684338129066633138078958404960054"
    "38963628979639303877390572280360597374942767137677761889858987273586504908116709931053586778098003079049165406377717376419867852"
    "72734744763418356000356983051931442845617019110007867373073335641239717328979132404745788344682606523279746479511376726586935821"
    "80046317922073668860052627186363386088796882120769432366149491002923444346373222145884100586421050242120365433561201320481118852"
    "408731077014151666200162313177169372189248078507711827842317498073276598828825169183103125680162072880719"
)
G = int(
    "24023526775018522092276877035323999327122876573783649165100753187876632741463532193202856761552696787996946682987493890950838965"
    "73425601900601068477164491735474137283104610458681314511781646755400527402889846139864532661215055797097162016168270312886432456"
    "66383486363578210615491841998253431518974065818686865115135857641013888221539601604322884360393098933366277284840659313840601023"
    "16750957637779826651036068224066350766977640253462537730851331734951942489677540525736590494924776314759915751987751777114814909"
    "20456600205478127054728238140972518639858334115700568353695553423781475582491896050296680037745308460627"
)
Q = 78571733251071885079927659812671450121821421258408794611510081919805623223441

Pair = tuple[int, int]  # an encrypted number: (alpha, beta)
Proof = tuple[int, int]  # (challenge, response)


WINDOW = 256  # exponents are taken apart byte by byte


@lru_cache(maxsize=8)
def _powers(base: int) -> list[list[int]]:
    """Every power that a byte of an exponent can ask for: with it a power takes 32 multiplications instead of 380."""
    table = []
    for _byte in range(32):
        row = [1]
        for _each in range(1, WINDOW):
            row.append(row[-1] * base % P)
        table.append(row)
        base = row[-1] * base % P
    return table


def power_of_known(base: int, exponent: int) -> int:
    """The same as `power`, for a base that is needed again and again: the generator, an election's key."""
    result = 1
    for place, row in enumerate(_powers(base)):
        if byte := exponent >> 8 * place & 255:
            result = result * row[byte] % P
    return result


def power(base: int, exponent: int) -> int:
    return pow(base, exponent, P)


def inverse(element: int) -> int:
    return pow(element, -1, P)


def random_exponent() -> int:
    return secrets.randbelow(Q)


def is_element(value: int) -> bool:
    """Only these can have been made by the rules; anything else could leak a choice or forge a sum."""
    return 1 <= value < P and pow(value, Q, P) == 1


def challenge(*parts: str) -> int:
    """SHA-256 of the parts with bars between them, as a number."""
    return int.from_bytes(sha256("|".join(parts).encode()).digest(), "big") % Q


def listed(*numbers: int) -> str:
    return ",".join(map(str, numbers))


def fingerprint(text: str) -> str:
    """How Belenios names a text: its SHA-256 in Base64, without the sign at its end."""
    return b64encode(sha256(text.encode()).digest()).decode().rstrip("=")


def compact(value: Any) -> str:
    """JSON without a blank: hashes are made of it, so there is one way to write it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
