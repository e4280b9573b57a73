"""Counting votes and drawing opinion maps: pure Python and numpy, no Django, no kernel. Start reading in README.md."""
