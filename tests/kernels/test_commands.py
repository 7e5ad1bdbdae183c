"""KE10: languages by a command, and kernels that are not of Python."""

from collections.abc import Callable
from typing import Any

import pytest

from jupyter_interview.domain.program_files import TextFile
from jupyter_interview.kernels.kernels import Kernels
from jupyter_interview.kernels.programs import code_for
from jupyter_interview.kernels.running import KernelRuns
from jupyter_interview.kernels.settings import KernelLanguage
from jupyter_interview.runs.events import Program
from tests.kernels.conftest import run
from tests.services.gateway import Gateway

KernelsOf = Callable[..., Kernels]
C_COMMAND = ["sh", "-c", 'gcc -o program "$1" && ./program', "sh", "{file}"]
C_PROGRAM = """\
#include <stdio.h>
#include "limit.h"
int main(void) {
  int n;
  if (scanf("%d", &n) != 1) return 4;
  printf("%d \\u00fc\\n", n * LIMIT);
  fputs("careful\\n", stderr);
  return n > 9;
}
"""


def by(command: list[str], **more: Any) -> dict[str, Any]:
    return {"languages": {"python": {"kernel": "python3", "command": command}}, **more}


async def test_KE10_a_program_is_compiled_and_run(gateway: Gateway, kernels_of: KernelsOf) -> None:
    """KE10: with its files and its input; the exit code and what the compiler says are told."""
    kernels = kernels_of(gateway.settings(**by(C_COMMAND)))
    given: dict[str, Any] = {"name": "main.c", "files": (TextFile("limit.h", "#define LIMIT 3\n"),)}
    ran = await run(kernels, C_PROGRAM, stdin="5\n", **given)
    assert (ran.state, ran.end.error, ran.text()) == ("ok", None, "15 ü\n")
    assert ran.text("stderr") == "careful\n"
    ran = await run(kernels, C_PROGRAM, stdin="10\n", **given)
    assert (ran.state, ran.end.error, ran.text()) == ("error", "Exit code 1", "30 ü\n")
    ran = await run(kernels, C_PROGRAM, **given)
    assert (ran.state, ran.end.error) == ("error", "Exit code 4")
    wrong = await run(kernels, "int main(void) {\n  return x;\n}\n", name="main.c", files=())
    assert (wrong.state, wrong.text()) == ("error", "")
    assert "main.c:2:10: error:" in wrong.text("stderr")


async def test_KE10_a_command_that_ends_oddly_is_told(
    gateway: Gateway, kernels_of: KernelsOf
) -> None:
    gone = await run(kernels_of(gateway.settings(**by(["no-such-tool", "{file}"]))), "1")
    sentence = "There is no program no-such-tool on the computer that runs this."
    assert (gone.state, gone.end.error) == ("error", sentence)
    shell = kernels_of(gateway.settings(**by(["sh", "{file}"])), server_run_seconds=2.0)
    killed = await run(shell, "echo 1; kill -9 $$")
    assert (killed.end.error, killed.text()) == ("Ended by signal 9 (SIGKILL)", "1\n")
    late = await run(shell, "echo 1; sleep 1000")
    assert (late.state, late.text()) == ("timeout", "1\n")
    # Its output goes on with a process that it left behind, and is not waited for.
    left = await run(shell, "sleep 1000 & echo 2")
    assert (left.state, left.text()) == ("ok", "2\n")


async def test_KE10_a_name_is_never_part_of_a_shell_command(
    gateway: Gateway, kernels_of: KernelsOf
) -> None:
    command = ["sh", "-c", 'cat "$1"', "sh", "{file}"]
    kernels = kernels_of(gateway.settings(**by(command)))
    ran = await run(kernels, "text", name="$(touch x); .txt", files=())
    assert (ran.state, ran.text()) == ("ok", "text")


async def test_KE10_another_kernel_gets_the_text(gateway: Gateway, kernels_of: KernelsOf) -> None:
    """KE10: one of bash its files, too."""
    kernels = kernels_of(gateway.settings(languages={"python": {"kernel": "bash"}}))
    files = (TextFile("lib/greet.sh", 'greet() { echo "hello $1"; }\n'),)
    text = "read name\n. lib/greet.sh\ngreet $name\n"
    ran = await run(kernels, text, name="main.sh", files=files, stdin="Ana\n")
    assert (ran.state, ran.text().strip()) == ("ok", "hello Ana")
    assert isinstance(kernels.languages["python"], KernelRuns)
    r = KernelLanguage("ir")
    assert code_for(Program("cat(1)", "r", name="main.R"), r, "r") == "cat(1)"
    several = Program("cat(1)", "r", name="main.R", files=files)
    with pytest.raises(Exception, match="one file each"):
        code_for(several, r, "r")
    with pytest.raises(Exception, match="needs a kernel of Python"):
        code_for(Program("1", "r", name="main.R"), KernelLanguage("ir", ("x", "{file}")), "r")
