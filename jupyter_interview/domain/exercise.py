"""How long the tests of a run and their results may be."""

MOST_TESTS = 50
NAME_CHARACTERS = 80
VALUE_CHARACTERS = 200
EXPRESSION_CHARACTERS = 2000
