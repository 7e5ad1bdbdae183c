"""REST: runs of programs against the tests of a session's questions."""
