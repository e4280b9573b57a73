"""Files with ballots: Pabulib, PrefLib, .blt and abcvoting. What they mean stands in quartier.counting.election."""
