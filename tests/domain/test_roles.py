"""AC6: the one table of permissions is the one that is expected."""

from jupyter_interview.domain.errors import ErrorCode
from jupyter_interview.domain.roles import (
    ACTIONS,
    TABLE,
    Operation,
    Phase,
    Role,
    State,
    actions,
    may,
    phases_of,
    refusal,
)
from tests.role_table import EXPECTED, expected_to_do


def test_AC6_the_table_is_the_one_that_is_expected() -> None:
    assert TABLE == EXPECTED


def test_AC6_both_locks_together_leave_what_each_of_them_leaves() -> None:
    both = phases_of(State.LIVE, True, True)
    assert both == {Phase.EDITING_LOCKED, Phase.RUNS_LOCKED}
    for role in Role:
        for operation in Operation:
            assert may(role, operation, both) is expected_to_do(role, operation, both)
    assert {a for a in Operation if may(Role.CANDIDATE, a, both)} == {
        *(Operation.READ, Operation.HAND, Operation.JOIN),
        *(Operation.NAME, Operation.LEAVE, Operation.STAY),
    }


def test_AC6_a_lock_is_nothing_but_in_a_live_interview() -> None:
    for state in (State.DRAFT, State.ENDED):
        assert phases_of(state, True, True) == {Phase(state.value)}


def test_AC15_actions_are_what_the_table_allows() -> None:
    for role in Role:
        for phase in Phase:
            expected = [a.value for a in ACTIONS if role in EXPECTED[a][phase]]
            assert actions(role, frozenset({phase})) == expected


def test_AC6_a_refusal_names_the_reason_that_passes() -> None:
    """Those who could do it in a live interview hear what is in the way."""
    reasons = {
        Phase.ENDED: ErrorCode.SESSION_ENDED,
        Phase.LOBBY: ErrorCode.WAITING,
        Phase.EDITING_LOCKED: ErrorCode.LOCKED,
        Phase.RUNS_LOCKED: ErrorCode.LOCKED,
    }
    for operation in Operation:
        for role in Role:
            for phase in Phase:
                why = refusal(role, operation, frozenset({phase}))
                assert (why is None) == (role in EXPECTED[operation][phase])
                if why is not None and role in EXPECTED[operation][Phase.LIVE]:
                    assert why.code is reasons.get(phase, ErrorCode.FORBIDDEN), (operation, phase)
                elif why is not None:
                    assert why.code is ErrorCode.FORBIDDEN
