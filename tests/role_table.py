"""Who may do what in which phase, as the tests expect it: written down here, and not read from the
table of the product.

A letter stands for a role: owner, interviewer, candidate, and watching observer. The column
`lobby` is what is true for those inside of it while others wait.
"""

from jupyter_interview.domain.roles import Operation, Phase, Role

_LETTERS = {
    "o": Role.OWNER,
    "i": Role.INTERVIEWER,
    "c": Role.CANDIDATE,
    "w": Role.OBSERVER,
}

_TABLE = """
            draft  lobby  live   editing-locked  runs-locked  ended
read        oi     oi     oicw   oicw            oicw         oicw
edit        oi     oi     oic    oi              oic          -
language    oi     oi     oic    oi              oic          -
files       oi     oi     oic    oi              oic          -
show        oi     oi     oi     oi              oi           -
run         oi     oi     oic    oic             oi           -
stop        oi     oi     oi     oi              oi           -
hand        -      -      cw     cw              cw           -
rename      oi     oi     oi     oi              oi           -
invite      o      o      o      o               o            -
start       oi     -      -      -               -            -
admit       -      oi     oi     oi              oi           -
role        o      o      o      o               o            -
lock        oi     oi     oi     oi              oi           -
lower       -      oi     oi     oi              oi           -
announce    -      oi     oi     oi              oi           -
questions   oi     oi     oi     oi              oi           -
hidden_tests oi    oi     oi     oi              oi           -
look_back   oi     oi     oi     oi              oi           oi
notes       oi     oi     oi     oi              oi           oi
kick        oi     oi     oi     oi              oi           -
unlist      oi     oi     oi     oi              oi           oi
export      o      o      o      o               o            o
take        oi     oi     oi     oi              oi           oi
attach      o      o      o      o               o            -
end         oi     oi     oi     oi              oi           -
reopen      -      -      -      -               -            o
release     -      -      -      -               -            o
hold        o      o      o      o               o            o
delete      o      o      o      o               o            o
join        oicw   oicw   oicw   oicw            oicw         o
copy        -      -      -      -               -            c
name        oicw   oicw   oicw   oicw            oicw         -
leave       oicw   oicw   oicw   oicw            oicw         oicw
stay        oicw   oicw   oicw   oicw            oicw         oi
revoke      o      o      o      o               o            o
"""


def _read(table: str) -> dict[Operation, dict[Phase, frozenset[Role]]]:
    head, *rows = (line.split() for line in table.strip().splitlines())
    phases = [Phase(name.replace("-", " ")) for name in head]
    return {
        Operation(name): {
            phase: frozenset(_LETTERS[letter] for letter in cell.strip("-"))
            for phase, cell in zip(phases, cells, strict=True)
        }
        for name, *cells in rows
    }


EXPECTED = _read(_TABLE)


def expected_to_do(role: Role, operation: Operation, phases: frozenset[Phase]) -> bool:
    """Whether people of this role may do that while all these phases are."""
    return all(role in EXPECTED[operation][phase] for phase in phases)
