"""KE1, KE2, KE3: programs in kernels of a Kernel Gateway and of a Jupyter server."""

from collections.abc import Callable
from typing import Any

import pytest

from jupyter_interview.domain.program_files import TextFile
from jupyter_interview.kernels.kernels import Kernels
from tests.kernels.conftest import run
from tests.services.gateway import Gateway

KernelsOf = Callable[..., Kernels]


@pytest.fixture(params=["gateway", "plain_server"])
def server(request: pytest.FixtureRequest) -> Gateway:
    found: Gateway = request.getfixturevalue(request.param)
    return found


async def test_KE1_a_program_prints_reads_and_ends(server: Gateway, kernels_of: KernelsOf) -> None:
    kernels = kernels_of(server.settings())
    ran = await run(
        kernels, "import sys\nprint('a', input('? '))\nprint(2, file=sys.stderr)", stdin="b\n"
    )
    assert (ran.state, ran.end.error, ran.text()) == ("ok", None, "? a b\n")
    assert ran.text("stderr") == "2\n"
    again = await run(kernels, "print('a' in dir(), __name__, __file__)\ninput()")
    assert again.text() == "False __main__ solution.py\n"
    assert (again.state, (again.end.error or "").splitlines()[-1]) == (
        "error",
        "EOFError: EOF when reading a line",
    )


async def test_KE1_a_program_has_its_files(gateway: Gateway, kernels_of: KernelsOf) -> None:
    kernels = kernels_of(gateway.settings())
    tax = TextFile("shop/tax.py", "def rate():\n    return int(open('rate.txt').read())\n")
    files = (tax, TextFile("rate.txt", "7"))
    ran = await run(kernels, "from shop.tax import rate; print(rate())", files=files)
    assert (ran.state, ran.text()) == ("ok", "7\n")
    wrong = await run(kernels, "from shop import tax\ntax.rate()", name="main.py", files=files[:1])
    lines = (wrong.end.error or "").splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert '  File "main.py", line 2, in <module>' in lines
    assert '  File "shop/tax.py", line 2, in rate' in lines
    assert "interview" not in (wrong.end.error or "")
    refused = await run(kernels, "1", files=(TextFile("../up.py", ""),))
    assert refused.state == "error" and refused.end.error


@pytest.mark.parametrize(
    ("code", "state", "last"),
    [
        ("def f(:", "error", "SyntaxError: invalid syntax"),
        ("1 / 0", "error", "ZeroDivisionError: division by zero"),
        ("raise SystemExit(3)", "error", "SystemExit: 3"),
        ("import sys; sys.exit('so long')", "error", "so long"),
        ("import sys; sys.exit(0)", "ok", None),
        ("raise MemoryError", "out_of_memory", "MemoryError"),
    ],
)
async def test_KE2_how_a_program_ends_is_told(
    gateway: Gateway, kernels_of: KernelsOf, code: str, state: str, last: str | None
) -> None:
    ran = await run(kernels_of(gateway.settings(spares=0)), code)
    error = ran.end.error
    assert (ran.state, error and error.splitlines()[-1]) == (state, last)
    assert "\x1b" not in (error or "")


async def test_KE1_asyncio_runs_as_in_a_process(gateway: Gateway, kernels_of: KernelsOf) -> None:
    kernels = kernels_of(gateway.settings())
    code = """\
import asyncio, threading, time

async def main():
    await asyncio.sleep(0.01)
    return "ran"

print(asyncio.run(main()))
threading.Thread(target=lambda: (time.sleep(0.1), print("thread"))).start()
"""
    ran = await run(kernels, code)
    assert (ran.state, ran.end.error) == ("ok", None)
    assert ran.text() == "ran\nthread\n"
    assert (await run(kernels, "import asyncio\nawait asyncio.sleep(0)\nprint(1)")).text() == "1\n"


async def test_KE3_tables_pictures_and_values_are_shown(
    server: Gateway, kernels_of: KernelsOf
) -> None:
    # Both take seconds to import the first time.
    patient = {"python": {"kernel": "python3", "seconds": 120}}
    kernels = kernels_of(server.settings(languages=patient))
    code = """\
import pandas, matplotlib.pyplot as plot
print("before")
frame = pandas.DataFrame({"city": ["Ulm", "Bonn"], "people": [1, 2]})
display(frame)
plot.plot([1, 4, 9])
frame.people.sum()
"""
    ran = await run(kernels, code, shows_value=True)
    assert (ran.state, ran.end.error) == ("ok", None)
    streams = [each.output.stream for each in ran.printed]
    assert streams == ["stdout", "display", "value", "image"]
    _, table, value, picture = (each.output for each in ran.printed)
    assert "Ulm" in table.text and "<table" in (table.html or "")
    assert value.text == "np.int64(3)"
    assert picture.text.startswith("iVBOR") and picture.text.endswith("\n")
    muted = await run(kernels, "1 + 1;", shows_value=True)
    assert (muted.state, muted.printed) == ("ok", [])
    quiet: Any = await run(kernels, "1 + 1")
    assert (quiet.state, quiet.printed) == ("ok", [])
