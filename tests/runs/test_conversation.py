"""RS2, RS4, RS8, RS14, RS19: processes that are our script no more, as if every fence had fallen.

Each is a real Deno process whose script writes what it likes to its standard output.
"""

from pathlib import Path

import pytest

from jupyter_interview.domain.limits import Limits
from jupyter_interview.runs import conversation, messages
from jupyter_interview.session.output import size_of
from jupyter_interview.session.run_book import SERVER, RunBook
from tests.runs.conftest import RunHere
from tests.wheels import make_wheel

HEAD = """
const say = text => {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
};
const tell = message => say(`\\x1e${JSON.stringify(message)}\\n`);
const sleep = () => new Promise(resolve => setInterval(() => resolve, 1000));
"""
READY = "tell({ type: 'ready' });"
OK = "tell({ type: 'ended', state: 'ok', error: null });"
NEED = "tell({ type: 'need', modules: ['big'] });"

SCRIPTS: dict[str, tuple[str, str, str]] = {
    "is never ready": ("await sleep()", "crashed", "it took too long"),
    "loops and never reads": ("for (;;);", "crashed", "it took too long"),
    "sleeps": (f"{READY} await sleep()", "timeout", "time limit"),
    "is ready again and again": (
        "for (;;) { tell({ type: 'ready' }); await new Promise(r => setTimeout(r, 50)) }",
        "timeout",
        "time limit",
    ),
    "asks for packages and never reads": (
        f"{READY} for (;;) {{ {NEED} await new Promise(r => setTimeout(r, 5)) }}",
        "timeout",
        "time limit",
    ),
    "asks for packages without end": (f"{READY} for (;;) {NEED}", "crashed", "far more"),
    "asks for packages and sleeps": (f"{READY} {NEED} await sleep()", "timeout", "time limit"),
    "a long line, and lives on": (
        f"{READY} say('A'.repeat(2 << 20)); await sleep()",
        "timeout",
        "time limit",
    ),
    "a long line, and ends": (f"{READY} say('A'.repeat(2 << 20) + '\\n'); {OK}", "ok", ""),
    "bytes without end": (f"{READY} for (;;) say('A'.repeat(65536))", "crashed", "far more"),
    "messages without end": (
        f"{READY} for (;;) tell({{ type: 'output', stream: 'stdout', text: 'x'.repeat(9999) }})",
        "crashed",
        "far more",
    ),
    "deep JSON": (f"{READY} say('\\x1e' + '['.repeat(200000) + '\\n'); {OK}", "ok", ""),
    "a long number": (f"{READY} say('\\x1e' + '9'.repeat(200000) + '\\n'); {OK}", "ok", ""),
    "half characters": (
        READY + """say('\\x1e{"type":"output","stream":"stdout","text":"\\\\ud800"}\\n');"""
        """say('\\x1e{"type":"ended","state":"error","error":"\\\\udfff"}\\n'); await sleep()""",
        "error",
        "\ufffd",
    ),
    "closes its output": (
        f"{READY} Deno.stdout.close(); {OK} await sleep()",
        "crashed",
        "The sandbox died",
    ),
    "ends twice": (
        f"{READY} {OK} tell({{ type: 'ended', state: 'error', error: 'x' }})",
        "ok",
        "",
    ),
    "goes on after its end": (
        f"{READY} {OK} for (;;) tell({{ type: 'output', stream: 'stdout', text: 'late' }})",
        "ok",
        "",
    ),
    "leaves without a word": (f"{READY} Deno.exit(0)", "crashed", "The sandbox died"),
    "leaves before it began": ("Deno.exit(1)", "crashed", "The sandbox died"),
    "leaves as if by a signal": (f"{READY} Deno.exit(137)", "crashed", "The sandbox died"),
    "throws": (f"{READY} throw 1", "crashed", "The sandbox died"),
    "fails as the interpreter does": (
        "tell({ type: 'failed', message: { length: 1e9 } }); await sleep()",
        "crashed",
        "could not be started",
    ),
}


@pytest.mark.parametrize("name", SCRIPTS)
async def test_RS8_a_process_that_says_what_it_likes_ends_once(
    run_here: RunHere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The time limit is RS2, what is said is RS4, what is said too late RS19."""
    script, state, error = SCRIPTS[name]
    if "too long" in error:
        monkeypatch.setattr(conversation, "BOOT_SECONDS", 2.0)
    # Short for what ends by it: anything else takes as long as it takes.
    seconds = 0.5 if state == "timeout" else 20.0
    make_wheel(tmp_path / "wheels", "big", {"big.py": "#" + "x" * 3_000_000})
    outcome = await run_here(
        "javascript",
        "",
        script=HEAD + script,
        server_run_seconds=seconds,
        server_run_wait_seconds=0.5,
    )
    assert outcome.end.state == state, outcome.end
    assert error in (outcome.end.error or "")
    assert "late" not in outcome.text()
    assert len(outcome.text()) <= messages.TOTAL_BYTES


async def test_RS4_of_a_flood_of_messages_a_room_keeps_what_fits(run_here: RunHere) -> None:
    """The engine hands on what it reads and keeps none of it; bounding it is the book's."""
    script, state, error = SCRIPTS["messages without end"]
    outcome = await run_here("javascript", "", script=HEAD + script)
    assert outcome.end.state == state and error in (outcome.end.error or "")
    assert len(outcome.text()) > messages.TOTAL_BYTES // 2
    limits = Limits()
    book = RunBook(limits)
    run = book.evolve(book.decide_start("r-1", None, "javascript", 0, source=SERVER), 0)
    assert run is not None
    for printed in outcome.printed:
        event = book.decide_output(run.id, None, run.next_index, printed.output)
        assert event is not None
        book.evolve(event, 0)
    book.evolve(book.decide_end(run.id, None, state, error, 0, run.truncated), 0)
    kept = sum(size_of(output) for output in run.outputs)
    assert limits.output_bytes // 2 < kept <= limits.output_bytes
    omitted = sum(output.omitted for output in run.outputs)
    assert run.truncated and kept + omitted == len(outcome.text())


async def test_RS14_each_package_goes_to_a_program_once(run_here: RunHere, tmp_path: Path) -> None:
    """It asks four times, and reads two of the answers: the first is the package."""
    make_wheel(tmp_path / "wheels", "big", {"big.py": "x = 1"})
    script = f"""{READY}
const buffer = new Uint8Array(1 << 20);
let got = '';
(async () => {{
  for (let count; (count = await Deno.stdin.read(buffer)) !== null; )
    got += new TextDecoder('latin1').decode(buffer.subarray(0, count));
}})();
const later = () => new Promise(resolve => setTimeout(resolve, 150));
for (let i = 0; i < 4; i++) {{ {NEED} await later() }}
tell({{ type: 'output', stream: 'stdout', text: String(got.split('"big-1.0').length - 1) }});
{OK}
"""
    outcome = await run_here("javascript", "", script=HEAD + script)
    assert (outcome.end.state, outcome.text()) == ("ok", "1")
