"""RS5, RS7, RS15: what a program cannot start, and that it does not outlive its server."""

import asyncio
import json
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from jupyter_interview.runs import guard
from jupyter_interview.runs.folders import own_folder, remove_left_behind
from jupyter_interview.runs.process import Bounds, built_in_modules, find_deno
from tests.runner.site import ROOT
from tests.runs.conftest import RunHere
from tests.runs.test_conversation import HEAD, OK, READY

PATIENCE = 20.0

ORPHANS = {
    "loops": ("javascript", "console.log('on'); for (;;);"),
    "sleeps": (
        "javascript",
        "console.log('on'); await new Promise(r => setInterval(() => {}, 1e3))",
    ),
}


@pytest.mark.parametrize("how", ["the server", "the server and the guard"])
@pytest.mark.parametrize("orphan", ORPHANS)
async def test_RS7_a_program_dies_with_its_server_and_so_does_its_folder(
    tmp_path: Path, built: Path, orphan: str, how: str
) -> None:
    language, code = ORPHANS[orphan]
    server = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.runs.orphan", language, code),
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=asyncio.subprocess.PIPE,
    )
    assert server.stdout is not None
    assert await asyncio.wait_for(server.stdout.readline(), PATIENCE) == b"on\n"
    processes = psutil.Process(server.pid).children(recursive=True)
    assert len(processes) == 2, "the guard and the program"
    [name] = os.listdir(tmp_path)
    folder = tmp_path / name
    if how == "the server and the guard":
        processes[0].suspend()
    server.kill()
    if how == "the server and the guard":
        processes[0].kill()
    await server.wait()
    _, alive = await asyncio.to_thread(psutil.wait_procs, processes, PATIENCE)
    assert alive == []
    if how == "the server":
        assert not folder.exists()
        return
    # Nobody was left to delete it: the next server does, once it is old enough.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path))
        assert remove_left_behind() == 0
        assert remove_left_behind(time.time() + 3600) == 1
    assert not folder.exists()


async def test_RS15_folders_of_others_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "precious").mkdir()
    (tmp_path / "jupyter-interview-link").symlink_to(tmp_path / "precious")
    (tmp_path / "jupyter-interview-file").write_text("x")
    (tmp_path / "jupyter-interview-left").mkdir()
    async with own_folder() as folder:
        assert remove_left_behind(time.time() + 3600) == 1
        assert folder.is_dir()
    assert sorted(os.listdir(tmp_path)) == [
        "jupyter-interview-file",
        "jupyter-interview-link",
        "precious",
    ]


WATCHED = {
    "memory": ("a = bytearray(300 << 20)\nimport time; time.sleep(60)", guard.MEMORY),
    "memory of a child": (
        "import os, time\nif os.fork(): time.sleep(60)\na = bytearray(300 << 20); time.sleep(60)",
        guard.MEMORY,
    ),
    "threads": (
        "import threading, time\n"
        "for i in range(40): threading.Thread(target=time.sleep, args=(60,)).start()",
        guard.THREADS,
    ),
    "processes": ("import os, time\nfor i in range(5): os.fork()\ntime.sleep(60)", guard.THREADS),
    "time": ("import time; time.sleep(60)", guard.TIME),
    "an ignored end": (
        "import signal, time\nfor s in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:\n"
        "  try: signal.signal(s, signal.SIG_IGN)\n  except OSError: pass\nwhile True: pass",
        guard.TIME,
    ),
    "a big file": ("open('big', 'wb').write(bytes(4 << 20))", 1),
    "more memory than there may be": ("a = bytearray(4 << 30)", 1),
    "its own status": ("raise SystemExit(7)", 7),
    "its own signal": ("import os; os.abort()", 128 + signal.SIGABRT),
}


@pytest.mark.skipif(sys.platform != "linux", reason="counts threads as Linux does")
@pytest.mark.parametrize("name", WATCHED)
async def test_RS1_a_guard_ends_what_takes_too_much(tmp_path: Path, name: str) -> None:
    """A process of this machine without any sandbox around it: whole groups are counted."""
    code, status = WATCHED[name]
    seconds = 1.0 if status == guard.TIME else 60.0
    bounds = Bounds(200 << 20, seconds, 100, threads=20, file_bytes=1 << 20)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-S", guard.__file__, bounds.order(tmp_path)),
        *(sys.executable, "-I", "-S", "-c", code),
        cwd=tmp_path,
        start_new_session=True,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert await asyncio.wait_for(process.wait(), PATIENCE) == status
    left = [each for each in psutil.process_iter() if group_of(each) == process.pid]
    _, alive = psutil.wait_procs(left, PATIENCE)
    assert alive == []


def group_of(process: psutil.Process) -> int | None:
    try:
        return os.getpgid(process.pid)
    except ProcessLookupError:
        return None


# The process's own script, because the imports of programs are led to modules of the sandbox.
LOAD = """
const got = {};
for (const name of NAMES) {
  try { await import(name); got[name] = 'loaded' } catch {}
}
const real = globalThis.Deno;
for (const how of [() => { globalThis.Deno = new Proxy({}, { get: () => () => 1 }) },
  () => Object.defineProperty(globalThis, 'Deno', { value: {}, configurable: true }),
  () => { delete globalThis.Deno },
  () => { Object.prototype.Deno = {} }]) {
  try { how() } catch {}
}
for (const name of NAMES) {
  try { await import(name); got[name] = 'loaded with a Deno of its own' } catch {}
}
delete Object.prototype.Deno;
globalThis.Deno = real;
const blob = URL.createObjectURL(new Blob(["import 'node:worker_threads'"],
  { type: 'text/javascript' }));
try { await import(blob); got.blob = 'loaded' } catch {}
const data = "data:text/javascript,import 'node:worker_threads'";
try { await import(data); got.data = 'loaded' } catch {}
tell({ type: 'output', stream: 'stdout', text: JSON.stringify(got) });
"""

GLOBALS = "console.log(JSON.stringify({ Deno: String(globalThis.Deno), Worker: typeof Worker }))"


async def test_RS5_no_module_of_the_engine_can_be_loaded(run_here: RunHere) -> None:
    names = sorted(await built_in_modules(find_deno() or ""))
    assert {"node:worker_threads", "node:sqlite", "fs", "node:fs/promises"} <= set(names)
    names += ["npm:left-pad", "jsr:@std/fs", "NODE:fs", "node:FS", "node:%66s", "ext:core/mod.js"]
    script = f"{HEAD}{READY}{LOAD.replace('NAMES', json.dumps(names))}{OK}"
    outcome = await run_here("javascript", "", script=script)
    assert (outcome.end.error, json.loads(outcome.text())) == (None, {})


async def test_RS5_a_program_has_neither_the_engine_nor_threads(run_here: RunHere) -> None:
    outcome = await run_here("javascript", GLOBALS)
    assert json.loads(outcome.text()) == {"Deno": "undefined", "Worker": "undefined"}


SEARCH = """
const got = { loaded: [], engine: [] };
globalThis.planted = () => 1;
planted.deep = [{ Command: 1 }];
const seen = new Set([globalThis]);
const waiting = [['globalThis', globalThis]];
for (const name of NAMES) {
  try { waiting.push([name, await import(name)]); got.loaded.push(name) } catch {}
}
const signs = ['Deno', '__bootstrap', 'Command', 'dlopen', 'readTextFileSync', 'core', 'internal',
  'ops'];
while (waiting.length > 0) {
  const [path, thing] = waiting.pop();
  const members = [['__proto__', Object.getPrototypeOf(thing)]];
  for (const key of Reflect.ownKeys(thing)) {
    const { value, get, set } = Object.getOwnPropertyDescriptor(thing, key);
    members.push([key, value], [key, get], [key, set]);
    if (signs.includes(key) && (value ?? get) !== undefined) got.engine.push(`${path}.${key}`);
    // Deeper ones may make new objects without end.
    if (get && !path.includes('.')) try { members.push([key, thing[key]]) } catch {}
  }
  for (const [key, value] of members)
    if (Object(value) === value && !seen.has(value)) {
      seen.add(value);
      waiting.push([`${path}.${String(key)}`, value]);
    }
}
got.seen = seen.size;
console.log(JSON.stringify(got));
"""


async def test_RS5_the_modules_in_their_place_hold_nothing_of_the_engine(
    run_here: RunHere,
) -> None:
    """Everything that can be reached from them and from the global object is looked at.

    One thing was put there to be found.
    """
    names = sorted(await built_in_modules(find_deno() or ""))
    outcome = await run_here("javascript", SEARCH.replace("NAMES", json.dumps(names)))
    assert outcome.end.error is None
    got = json.loads(outcome.text())
    assert {"assert", "node:assert", "buffer", "node:util"} <= set(got["loaded"])
    assert not {"node:vm", "node:worker_threads", "node:child_process"} & set(got["loaded"])
    assert got["seen"] > 1000
    assert got["engine"] == ["globalThis.planted.deep.0.Command"]


async def test_RS5_python_finds_no_engine_either(run_here: RunHere) -> None:
    code = (
        "import js\nprint(js.Deno, hasattr(js, 'Worker'), hasattr(js, 'process'))\n"
        "try: js.Deno = js.Object.new()\nexcept Exception: pass\nprint(js.Deno)"
    )
    outcome = await run_here("python", code)
    assert outcome.text() == "None False False\nNone\n"
