"""Programs of a fork server are what an ordinary start makes, and none outlives its tests."""

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.clients import PATIENCE
from tests.fork_server import ROOT, start_module
from tests.fork_server.client import Forked, ForkServer

MIRROR = "tests.fork_server.mirror"
OWN = {
    "HOME",
    "IPYTHONDIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_CONFIG_PATH",
    "JUPYTER_DATA_DIR",
    "JUPYTER_PATH",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTER_TOKEN",
    "XDG_DATA_HOME",
}
"""What programs have for themselves in their environment, beside what is the product's."""
WATCHED = """
import json, os, sys, threading, traceback

looked = []

class Watched(type(os.environ)):
    def __getitem__(self, name):
        files = {frame.filename for frame in traceback.extract_stack()}
        modules = [n for n, m in [*sys.modules.items()] if getattr(m, "__file__", None) in files]
        looked.append((name if isinstance(name, str) else name.decode(), modules))
        return super().__getitem__(name)

os.environ.__class__ = os.environb.__class__ = Watched
from tests.fork_server.loaded import MODULES, load
before = os.listdir("/proc/self/fd"), len(os.listdir("/proc/self/task")), sorted(os.listdir())
load(MODULES)
after = os.listdir("/proc/self/fd"), len(os.listdir("/proc/self/task")), sorted(os.listdir())
print(json.dumps([looked, before, after]))
"""


def told(home: Path, end: str = "none", **options: Any) -> tuple[int, dict[str, Any], str]:
    """The exit code of a mirror, what it saw, and what it said on its standard error."""
    paths = home / "out", home / "err"
    with paths[0].open("wb") as out, paths[1].open("wb") as err:
        program = start_module(MIRROR, end, stdout=out.fileno(), stderr=err.fileno(), **options)
        code = program.wait(PATIENCE)
    assert program.poll() == code
    seen = json.loads(paths[0].read_text())
    assert seen["facts"]["streams"][1:] == [str(path) for path in paths]
    return code, seen, paths[1].read_text()


def test_a_program_is_what_an_ordinary_start_makes(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}/nowhere", "JUPYTER_TOKEN": "x"}
    environment.pop("HOME", None)
    one, other = (
        told(tmp_path, environment=environment, folder=tmp_path, forked=forked)[1]
        for forked in (True, False)
    )
    assert one["facts"] == other["facts"]
    assert one["facts"]["environment"]["JUPYTER_TOKEN"] == "x" and one["facts"]["files"] == 3
    assert other["parent"] == os.getpid() != one["parent"]


def test_nothing_goes_from_one_program_to_the_next(tmp_path: Path) -> None:
    (_, one, _), (_, other, _) = (
        told(tmp_path, environment={**os.environ, "A": "1"}),
        told(tmp_path),
    )
    assert "A" not in other["facts"]["environment"]
    for mine, theirs in zip(one["chances"], other["chances"], strict=True):
        assert mine != theirs


@pytest.mark.parametrize(("end", "code"), [("none", 0), ("3", 3), ("error", 1), ("-9", -9)])
def test_how_a_program_ended_is_told(tmp_path: Path, end: str, code: int) -> None:
    ended, _, said = told(tmp_path, end)
    assert ended == code
    assert ("RuntimeError: as told" in said) == (end == "error")


def test_a_program_that_runs_is_stopped_by_a_signal(tmp_path: Path) -> None:
    program = start_module(
        "http.server", "0", "--bind=127.0.0.1", stderr=subprocess.DEVNULL, folder=tmp_path
    )
    assert program.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        program.wait(0)
    program.terminate()
    assert program.wait(PATIENCE) == -signal.SIGTERM
    program.kill()


def test_what_is_loaded_before_has_not_looked_at_what_is_a_programs_own(
    tmp_path: Path,
) -> None:
    """Except for what each program loads again, and for where Python's own users' folder is."""
    done = subprocess.run(
        [sys.executable, "-c", WATCHED],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
    )
    looked, before, after = json.loads(done.stdout)
    found = {
        (name, tuple(modules))
        for name, modules in looked
        if (name in OWN or name.startswith("JUPYTER_INTERVIEW"))
        and not {"send2trash.plat_other", "sysconfig", "wsgiref.handlers"} & set(modules)
    }
    assert found == set()
    assert len(looked) > 0 and any("send2trash.plat_other" in modules for _, modules in looked)
    assert before == after
    assert done.stderr == b""


def test_a_program_with_other_modules_than_are_loaded_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tornado.py").touch()
    with (tmp_path / "err").open("wb") as err:
        program = start_module(
            MIRROR, "none", stderr=err.fileno(), environment={"PYTHONPATH": str(tmp_path)}
        )
        assert program.wait(PATIENCE) == 1
    assert f"{tmp_path} has a tornado" in (tmp_path / "err").read_text()


def test_a_program_finds_its_own_part_of_a_package_that_is_loaded(tmp_path: Path) -> None:
    """As pycrdt is one, in whose folder other distributions put theirs."""
    (tmp_path / "pycrdt").mkdir()
    (tmp_path / "pycrdt" / "ours.py").write_text("print('found')")
    with (tmp_path / "out").open("wb") as out:
        program = start_module(
            "pycrdt.ours",
            stdout=out.fileno(),
            stderr=subprocess.DEVNULL,
            environment={"PYTHONPATH": str(tmp_path)},
        )
        assert program.wait(PATIENCE) == 0
    assert (tmp_path / "out").read_text() == "found\n"


def waiting(server: ForkServer, folder: Path) -> Forked:
    """A program of this server, which runs until it is stopped."""
    arguments = ("0", "--bind=127.0.0.1")
    streams = subprocess.DEVNULL, subprocess.DEVNULL
    return server.start("http.server", arguments, dict(os.environ), folder, *streams)


def gone(*processes: int) -> None:
    """Wait until these have ended, which their parents may not have asked for."""
    for process in processes:
        assert select.select([process], [], [], PATIENCE)[0]
        os.close(process)


def test_a_fork_server_that_was_killed_takes_its_programs_with_it(tmp_path: Path) -> None:
    server = ForkServer(())
    program = waiting(server, tmp_path)
    ends = os.pidfd_open(server.pid), os.pidfd_open(program.pid)
    os.kill(server.pid, signal.SIGKILL)
    gone(*ends)
    assert program.wait(PATIENCE) == -signal.SIGKILL

    program = waiting(server, tmp_path)
    end = os.pidfd_open(program.pid)
    server.stop()
    gone(end)
    assert program.wait(PATIENCE) == -signal.SIGKILL


def test_nothing_outlives_a_process_of_tests_that_was_killed(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.fork_server import test_fork_server as t;"
        "s = t.ForkServer(()); p = t.waiting(s, Path(sys.argv[1]));"
        "print(p.pid, s.pid, flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as tests:
        assert tests.stdout is not None
        ends = [os.pidfd_open(int(pid)) for pid in tests.stdout.readline().split()]
        assert len(ends) == 2
        tests.kill()
        gone(*ends)
