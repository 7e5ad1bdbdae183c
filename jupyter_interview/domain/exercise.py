"""How long the tests of a run and their results may be."""

MOST_TESTS = 50
NAME_CHARACTERS = 80
VALUE_CHARACTERS = 200
MESSAGE_CHARACTERS = 500
EXPRESSION_CHARACTERS = 2000
STATUSES = ("passed", "failed", "error", "timeout", "out_of_memory", "crashed", "not_run")
"""How a test went. ``error``: there is no value that could be compared."""
TESTS_TIMES = 6
"""How many times as long as a program all of its tests may take together."""
