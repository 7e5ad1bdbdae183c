"""NS2: the general rubric is a whole one, and the pages say it in the same words."""

from jupyter_interview.remarks.rubric import GENERAL
from tests.docs.tables import read


def test_NS2_the_pages_translate_the_words_of_the_general_rubric() -> None:
    words = read("labextension/src/features/notes/rubric-words.ts")
    assert 3 <= len(GENERAL) <= 6
    place = 0
    for name, levels in GENERAL:
        assert len(levels) == 4
        for sentence in (name, *levels):
            place = words.index(f"trans.__('{sentence}')", place)
