from quartier.ui.shortening import beginning


def test_a_short_text_stays_as_it_is() -> None:
    assert beginning("Kurz und gut.") == "Kurz und gut."
    assert beginning("x" * 180) == "x" * 180


def test_a_long_text_ends_with_a_whole_word() -> None:
    assert beginning("Wir treffen uns im Garten", most=20) == "Wir treffen uns im…"


def test_one_endless_word_is_cut() -> None:
    assert beginning("x" * 500) == "x" * 179 + "…"
    assert len(beginning(" ".join(["Wort"] * 100))) <= 180
