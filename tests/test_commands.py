"""The two commands of a clone, up to where they would start to install: what they tell a person."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent


def node(*args: str, path: str = os.environ["PATH"]) -> tuple[int, str]:
    executable = shutil.which("node")
    assert executable
    env = {key: value for key, value in os.environ.items() if key != "PYTHON"}
    done = subprocess.run(
        [executable, *args],
        cwd=ROOT,
        env=env | {"PATH": path, "CI": "true"},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode, done.stdout


def machine(folder: Path, **programs: str) -> str:
    """A PATH with nothing but npm, which these scripts ask for, and the programs given."""
    for name, script in {"npm": "echo 10.0.0", **programs}.items():
        program = folder / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
    return str(folder)


def test_a_part_that_does_not_exist_is_refused_with_the_parts_there_are() -> None:
    code, told = node("scripts/test.mjs", "everything")
    assert code == 1
    assert 'There is no part "everything".' in told
    assert "lint, ts, python, ui" in told


def test_a_machine_without_python_is_told_what_to_install(tmp_path: Path) -> None:
    code, told = node("scripts/start.mjs", path=machine(tmp_path))
    assert code == 1
    assert "No python3 found." in told
    assert "Install Python 3.11 or newer" in told


def test_a_machine_with_an_old_python_is_told_which_one_was_found(tmp_path: Path) -> None:
    path = machine(tmp_path, python3="echo False 3.9.2")
    code, told = node("scripts/start.mjs", path=path)
    assert code == 1
    assert "Python 3.11 or newer is needed; found python3 3.9.2." in told


def test_a_server_on_every_address_is_reached_without_a_resolver() -> None:
    _, told = node(
        "--input-type=module",
        "--eval",
        """
        import { reach } from './scripts/lib/jupyter.mjs';
        const url = 'http://some-host:9000/base/';
        console.log(String(reach({ url, hostname: '0.0.0.0' }, 'lab')));
        console.log(String(reach({ url, hostname: 'some-host' }, 'lab')));
        """,
    )
    assert told.split() == ["http://127.0.0.1:9000/base/lab", "http://some-host:9000/base/lab"]


def test_PJ9_warnings_of_npm_and_pip_are_in_the_log_and_not_in_the_progress(
    tmp_path: Path,
) -> None:
    asides = [
        "npm warn deprecated inflight@1.0.6: This module is not supported",
        "npm WARN old lockfile",
        "npm notice New major version of npm available!",
        "  WARNING: The script f2py is installed in a folder which is not on PATH.",
        "DEPRECATION: Building 'x' using the legacy setup.py",
        "[notice] A new release of pip is available",
    ]
    news = ["Collecting httpx", "npm http fetch GET 200 somewhere", "Found no WARNING: here"]
    said = tmp_path / "said.txt"
    said.write_text("\n".join([news[0], *asides, *news[1:]]) + "\n")
    code, told = node(
        "--input-type=module",
        "--eval",
        f"""
        import {{ run }} from './scripts/lib/processes.mjs';
        await run('cat', ['{said}'], {{ log: '{tmp_path}/log', tell: line => console.log(line) }});
        """,
    )
    assert (code, told.splitlines()) == (0, news)
    assert (tmp_path / "log").read_text().endswith(said.read_text())


def test_the_last_words_name_what_failed_first_in_each_part() -> None:
    code, told = node(
        "--input-type=module",
        "--eval",
        """
        import { summary } from './scripts/lib/summary.mjs';
        const seconds = 3;
        console.log(summary([{ title: 'Good', code: 0, text: 'Tests  3 passed (3)', seconds }]));
        console.log(summary([
          { title: 'Lint', code: 1, text: 'ruff...Passed\\neslint...Failed\\n', seconds },
          { title: 'Front end', code: 1, text: '\x1b[31m FAIL \x1b[39m a.spec.ts > b', seconds },
          { title: 'Server', code: 1, seconds, text: `
            ERROR    ServerApp: a line of a log
            FAILED tests/test_a.py::test_b - assert 1
            FAILED tests/test_c.py
            == 2 failed, 5 passed in 1.2s ==`.replaceAll(/^ +/gm, '') },
          { title: 'Killed', code: 1, text: '', seconds }
        ]));
        """,
    )
    assert code == 0, told
    assert [line.strip() for line in told.splitlines()] == [
        "ok      Good (3 s)  3 passed (3)",
        "Everything passed.",
        "FAILED  Lint (3 s)",
        "eslint...Failed",
        "FAILED  Front end (3 s)",
        "FAIL  a.spec.ts > b",
        "FAILED  Server (3 s)  2 failed, 5 passed in 1.2s",
        "FAILED tests/test_a.py::test_b - assert 1",
        "FAILED  Killed (3 s)",
        "It failed before it said what: see above.",
        "4 of 4 parts failed.",
    ]


def test_a_step_is_done_again_only_when_content_changes_or_its_output_is_gone() -> None:
    code, told = node(
        "--input-type=module",
        "--eval",
        """
        import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
        import { basename, join } from 'node:path';
        import { fingerprint, unlessFresh } from './scripts/lib/stamps.mjs';
        import { stamps } from './scripts/lib/paths.mjs';

        mkdirSync(stamps, { recursive: true });
        const folder = mkdtempSync(join(stamps, 'test-'));
        const name = join(basename(folder), 'stamp');
        const [source, output] = ['source', 'output'].map(file => join(folder, file));
        const inputs = [`.cache/stamps/${basename(folder)}/source`];
        const outputs = [`.cache/stamps/${basename(folder)}/output`];
        const step = async () => {
          const work = () => {
            writeFileSync(output, '');
            return 'done';
          };
          const word = await unlessFresh(name, { print: fingerprint(inputs), outputs }, work);
          console.log(word);
        };

        writeFileSync(source, 'one');
        await step();
        utimesSync(source, 1, 1);
        await step();
        writeFileSync(source, 'two');
        await step();
        await step();
        rmSync(output);
        await step();
        rmSync(folder, { recursive: true });
        """,
    )
    assert code == 0, told
    assert told.splitlines() == ["done", "up to date", "done", "up to date", "done"]
