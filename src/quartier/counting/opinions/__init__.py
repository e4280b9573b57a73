"""The opinion map: who thinks alike, what unites and what divides them (the method of Polis)."""
