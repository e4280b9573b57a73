"""One rule of counting per file; the list of them is in quartier.counting.counting."""
