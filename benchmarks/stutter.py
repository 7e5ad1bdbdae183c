"""How long a page stands still while a program of its own goes wrong and somebody else types.

    python benchmarks/stutter.py

One person has the interview open in JupyterLab and one on the guest page; another one types all the
time over a socket. In each page a program of the table is run, and the page notes the longest
time between two of its own ticks, and the longest task of its thread, from the click on Run until
the run has ended. A page that only types along is the first row. What the other one typed is
compared letter by letter in the end.
"""

import argparse
import asyncio
import json
import sys
from contextlib import suppress
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright, expect
from processes import Server, jupyter_lab
from typists import Typist

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.browser import LAUNCH_ARGS, chromium_path

PROGRAMS = {
    "nothing": "pass",
    "crash of the interpreter": "import ctypes\nctypes.string_at(0xFFFFFFF0, 9)",
    "deep recursion": "def f(n): return f(n + 1)\nf(0)",
    "memory bomb": "a = []\nwhile True: a.append(bytearray(10**7))",
    "flood of lines": "while True: print('x' * 100)",
    "one long line": "print('x' * 300_000)",
    "endless loop": "while True: pass",
}
LIMIT_S = 30
KEYS_A_SECOND = 8

WATCH = """
() => {
  const gaps = window.gaps = { tick: 0, task: 0 };
  let last = performance.now();
  const channel = new MessageChannel();
  const tick = () => {
    const now = performance.now();
    gaps.tick = Math.max(gaps.tick, now - last);
    last = now;
    setTimeout(() => channel.port2.postMessage(0), 4);
  };
  channel.port1.onmessage = tick;
  tick();
  new PerformanceObserver(list => list.getEntries().forEach(({ duration }) => {
    gaps.task = Math.max(gaps.task, duration);
  })).observe({ type: 'longtask' });
}
"""
BEGIN = "() => { window.gaps.tick = window.gaps.task = 0; }"
ENDED = "() => document.querySelector('.jpi-Run:last-child')?.dataset.state"
