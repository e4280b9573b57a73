"""From which age on what holds. Every rule about young people takes its limit from here: change it here, and nowhere else."""

from __future__ import annotations

from datetime import date

CHILD_UNDER = 14
"""In the space for young people: who is younger meets children, who is older meets teenagers."""
CONSENT_UNDER = 16
"""Who is younger takes part with a guardian's consent alone (Art. 8 GDPR)."""
YOUNG_UNDER = 18
"""Who is younger is under the rules for young people."""


def years_before(day: date, years: int) -> date:
    """Whoever was born on that day, or earlier, is that old on `day`."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February, and that year had none
        return day.replace(year=day.year - years, day=28)
