"""Programs that do to a server what no program of an interview would, by the kind of harm.

Each is `(language, code, ends)`: the states in which its run may end. What they say is only that it
ends, and the test looks at what the server and the next program make of it.
"""

Hostile = tuple[str, str, set[str]]

NO_MEMORY = {"out_of_memory"}
OVER = {"ok", "error", "timeout", "out_of_memory", "crashed"}

MEMORY: dict[str, Hostile] = {
    "typed arrays": (
        "javascript",
        "const a = []; for (;;) a.push(new Uint8Array(32 << 20).fill(1))",
        NO_MEMORY,
    ),
    "shared memory": (
        "javascript",
        "const a = []; for (;;) a.push(new Uint8Array(new SharedArrayBuffer(32 << 20)).fill(1))",
        NO_MEMORY,
    ),
    "blobs": (
        "javascript",
        "const a = [], s = 'x'.repeat(1 << 20); for (;;) a.push(new Blob([s, String(a.length)]))",
        NO_MEMORY,
    ),
    "several WebAssembly memories": (
        "javascript",
        "const a = []; for (;;) { const m = new WebAssembly.Memory({ initial: 1600 });"
        " new Uint8Array(m.buffer).fill(1); a.push(m) }",
        NO_MEMORY,
    ),
    "shared WebAssembly memories": (
        "javascript",
        "const a = []; for (;;) { const m = new WebAssembly.Memory({ initial: 1600, maximum: 1600,"
        " shared: true }); new Uint8Array(m.buffer).fill(1); a.push(m) }",
        NO_MEMORY,
    ),
    "a buffer that grows": (
        "javascript",
        "const b = new ArrayBuffer(1, { maxByteLength: 2 ** 31 });"
        " for (let i = 1; ; i *= 2) { b.resize(i << 20); new Uint8Array(b).fill(1) }",
        NO_MEMORY | {"error"},
    ),
    "bytes of texts": (
        "javascript",
        "const a = [], e = new TextEncoder(), s = 'x'.repeat(1 << 22);"
        " for (;;) a.push(e.encode(s))",
        NO_MEMORY,
    ),
    "clones": (
        "javascript",
        "const a = []; for (;;) a.push(structuredClone(new Uint8Array(1 << 20).fill(1)))",
        NO_MEMORY,
    ),
    "a stream that nobody reads": (
        "javascript",
        "const w = new CompressionStream('gzip').writable.getWriter();"
        " for (;;) w.write(new Uint8Array(1 << 20).fill(1))",
        NO_MEMORY,
    ),
    "objects": (
        "javascript",
        "const a = []; for (;;) a.push(new Array(1000).fill(1))",
        NO_MEMORY | {"timeout"},
    ),
    "JavaScript's arrays from Python": (
        "python",
        "import js\na = []\nwhile True:\n  b = js.Uint8Array.new(32 << 20)\n  b.fill(1)\n"
        "  a.append(b)",
        NO_MEMORY,
    ),
    "Python's lists": ("python", "a = []\nwhile True: a.append([0] * 10**6)", NO_MEMORY),
    "a database in memory": (
        "python",
        "import sqlite3\nc = sqlite3.connect(':memory:')\nc.execute('create table t(x)')\n"
        "while True: c.execute('insert into t values(zeroblob(10000000))')",
        NO_MEMORY | {"timeout", "error"},
    ),
}

TIME: dict[str, Hostile] = {
    "a loop": ("javascript", "for (;;);", {"timeout"}),
    "a sleep": ("javascript", "await new Promise(r => setInterval(() => {}, 1000))", {"timeout"}),
    "a sleep of the engine": (
        "javascript",
        "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)",
        {"timeout", "error"},
    ),
    "endless microtasks": (
        "javascript",
        "const again = () => Promise.resolve().then(again); await again()",
        {"timeout", "out_of_memory"},
    ),
    "an expression that never matches": (
        "javascript",
        "/^(a+)+$/.test('a'.repeat(40) + 'b')",
        {"timeout"},
    ),
    "a loop in Python": ("python", "while True: pass", {"timeout"}),
    "a Python that sleeps": ("python", "import asyncio\nawait asyncio.sleep(1e6)", {"timeout"}),
    "a program that swallows what stops it": (
        "python",
        "while True:\n  try:\n    while True: pass\n  except BaseException: pass",
        {"timeout"},
    ),
    "asks for packages without end, and reads none": (
        "python",
        "import gc\nw = [d for d in gc.get_objects() if isinstance(d, dict)"
        " and d.get('__name__') == 'harness.world'][0]['current']\n"
        "for i in range(3000): w.install(['nosuch'])\nwhile True: pass",
        {"timeout"},
    ),
    "an endless test": ("javascript", "const f = () => { for (;;); }; f()", {"timeout"}),
    "a flood": ("javascript", "for (;;) console.log('x'.repeat(1000))", {"timeout"}),
    "one endless line": ("python", "while True: print('x' * 1000, end='')", {"timeout"}),
    "errors without end": (
        "python",
        "import sys\nwhile True: print('x', file=sys.stderr)",
        {"timeout"},
    ),
}

OUTPUT: dict[str, Hostile] = {
    "one line of 64 MB": ("javascript", "console.log('x'.repeat(1 << 26))", {"ok"}),
    "an error of many megabytes": ("javascript", "throw new Error('x'.repeat(1 << 24))", {"error"}),
    "half characters": ("javascript", "console.log('\\ud800'); throw '\\udfff'", {"error"}),
    "half characters of Python": (
        "python",
        "import sys\nprint('\\ud800', file=sys.stderr)\nraise ValueError('\\udfff')",
        {"error"},
    ),
    "controls": ("javascript", "console.log('\\0\\x1e\\x1b[2J\\r\\u2028')", {"ok"}),
    "a value that is too deep": (
        "javascript",
        "let a = []; for (let i = 0; i < 1e5; i++) a = [a]; console.log(a)",
        {"ok", "error"},
    ),
}

ENDS: dict[str, Hostile] = {
    "a crash of the interpreter": (
        "python",
        "import ctypes\nctypes.string_at(0xFFFFFFF0, 9)",
        {"crashed"},
    ),
    "os._exit": ("python", "import os\nos._exit(0)", OVER),
    "abort": ("python", "import os\nos.abort()", OVER),
    "a signal to itself": (
        "python",
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
        OVER,
    ),
    "closed descriptors": (
        "python",
        "import os\nfor i in range(64):\n  try: os.close(i)\n  except OSError: pass",
        OVER,
    ),
    "a fork": ("python", "import os\nwhile True: os.fork()", {"error"}),
    "processes": ("python", "import subprocess\nsubprocess.run(['sleep', '99'])", {"error"}),
    "threads": (
        "python",
        "import threading\nthreading.Thread(target=lambda: None).start()",
        {"error"},
    ),
    "the scope's own end": ("javascript", "globalThis.close?.(); self.close()", OVER),
    "a rejection of nothing": ("javascript", "Promise.reject()", {"error"}),
    "an error that cannot be printed": (
        "javascript",
        "throw new Proxy(new Error(), { get() { throw 1 } })",
        {"error"},
    ),
    "no prototypes": (
        "javascript",
        "for (const it of [Array, Promise, Map, Uint8Array, String, Function])"
        " for (const name of Object.getOwnPropertyNames(it.prototype))"
        " try { it.prototype[name] = null } catch {}",
        OVER,
    ),
    "deep recursion": ("javascript", "const f = () => f(); f()", {"error"}),
}

KINDS = {"memory": MEMORY, "time": TIME, "output": OUTPUT, "ends": ENDS}
