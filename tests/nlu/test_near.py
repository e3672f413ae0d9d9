"""Near texts are found, and only those."""

from itertools import combinations
from pathlib import Path

import pytest

from nlu.evaluation import samples
from tests.nlu.near import NEAR, alike, resemblance, resembling, training_texts

TEXT = "Isän rollaattori jäi bussiin, ja nyt hän ei pääse kauppaan eikä kirjastoon ennen maanantaita."


def near(text: str, other: str) -> bool:
    return bool(alike([text], [other]))


@pytest.mark.parametrize(
    "other",
    [
        TEXT,
        TEXT.upper().replace("Ä", "A"),
        "isan rollattori jai bussiin ja nyt han ei paase kauppaan eika kirjastoon enne maanantaita",
        "Hei! " + TEXT + " Mistä saisi uuden, ja kuka sen maksaa? Asumme Porissa ja puhelinnumero on tallella teillä.",
        "Isän rollaattori jäi bussiin, ja nyt hän ei pääse kauppaan.",
        "Äiti soitti aamulla itkien: ja nyt hän ei pääse kauppaan eikä kirjastoon, koska liukastui ja pelkää uutta.",
    ],
    ids=["same", "typed otherwise", "misspelt", "inside a longer one", "a part of it", "eight words in a row"],
)
def test_a_near_text_is_found(other):
    assert near(TEXT, other)


@pytest.mark.parametrize(
    "other",
    [
        "Rollaattori hukkui, mistä saa uuden?",
        "rollaattori",
        "kauppaan eikä kirjastoon",
        "Äiti tarvitsee rollaattorin, koska ei jaksa kävellä bussille eikä kauppaan ilman tukea.",
    ],
)
def test_another_text_on_the_same_matter_is_not_near(other):
    assert not near(TEXT, other)


def test_a_sentence_that_is_retyped_inside_a_longer_message_is_found():
    longer = TEXT + " Hän asuu Porissa kolmannessa kerroksessa, ja hissi on taas rikki."

    assert near(longer, "Isän rollaatori jäi bussiin, ja nyt hän ei päässyt kauppaan.")
    assert not near(longer, "Isän rollaattori on hukassa, ja nyt hän tarvitsee uuden heti.")


def test_a_text_of_a_word_is_near_the_same_word_only():
    assert near("Asia.", "asia")
    assert not near("Asia.", "Mitä minun asialleni kuuluu, kun siitä luvattiin jo viime viikolla soittaa?")
    assert not near("Mitä minun asialleni kuuluu, kun siitä luvattiin jo viime viikolla soittaa?", "asia")


def test_pairs_that_resemble_one_another_are_those_of_which_half_is_common():
    texts = [one.text for one in samples.read(Path("tests/samples/development"))[:100]]
    texts += [f"Hei! {text} Kiitos." for text in texts[:30]]
    texts += [" ".join(text.split()[: len(text.split()) * 2 // 3]) for text in texts[40:70]]
    every = {pair for pair in combinations(texts, 2) if resemblance(*pair) >= NEAR}

    assert {tuple(sorted(pair)) for pair in resembling(texts)} == {tuple(sorted(pair)) for pair in every}
    assert len(every) > 40


def test_training_texts_are_found_however_they_are_written(tmp_path):
    (tmp_path / "fi").mkdir()
    (tmp_path / "fi" / "one.yml").write_text(
        'version: "3.1"\n'
        "nlu:\n"
        "- intent: home_care\n"
        "  examples: |\n"
        "    - Hoitaja käy [Porissa](municipality)\n"
        '    - Käynti [Raumalle]{"entity": "municipality"}\n'
        "- intent: feedback\n"
        "  examples:\n"
        "  - text: |\n"
        "      Kiitos hoidosta\n"
        "    metadata: {urgency: routine}\n",
        "utf-8",
    )

    assert training_texts(tmp_path) == ["Hoitaja käy Porissa", "Käynti Raumalle", "Kiitos hoidosta"]
