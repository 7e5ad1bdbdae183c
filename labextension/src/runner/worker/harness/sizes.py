"""Sizes that programs name and this Python, which is built for 32 bits, cannot count.

`sys.maxsize` is what it is where programs are written, since they use it as infinity. Nothing
longer than 2**31 - 1 fits into the memory, so only ranges and bounds are ever beyond it.
"""

import _collections_abc
import bisect
import functools
import importlib.util
import random
import re
import sys
import types

import compression._common._streams as compressed

LARGEST = sys.maxsize
PROMISED = 2**63 - 1

BISECTS_RANGE = re.compile(r"\bbisect\w*\(\s*range\(")


def prepare():
    """Let programs read the larger number, and the modules that count with it the true one."""
    for module in (_collections_abc, compressed):
        module.sys = types.SimpleNamespace(maxsize=LARGEST)
    random.len = _length
    cache = functools._lru_cache_wrapper

    def bounded(function, maxsize, *rest):
        return cache(function, maxsize if maxsize is None else min(maxsize, LARGEST), *rest)

    functools._lru_cache_wrapper = bounded
    sys.maxsize = PROMISED


def widen(text):
    """Make `bisect` take long ranges, for a program that gives it any: that way it is slower."""
    if BISECTS_RANGE.search(text):
        slow = importlib.util.module_from_spec(importlib.util.find_spec("bisect"))
        fast = sys.modules["_bisect"]
        sys.modules["_bisect"] = None
        try:
            slow.__spec__.loader.exec_module(slow)
        finally:
            sys.modules["_bisect"] = fast
        slow.len = _length
        for name in ("bisect", "bisect_left", "bisect_right"):
            setattr(bisect, name, getattr(slow, name))


def _length(things):
    """As `len`, and of ranges of any length."""
    try:
        return len(things)
    except OverflowError:
        if not isinstance(things, range):
            raise
        return (things[-1] - things[0]) // things.step + 1
