"""Runs test code, for which the program is a remote: ``solution``.

The program runs elsewhere and never sees this. Every call of it is awaited. What the program
answers are values; its objects stay where it is and are called in the same way.
"""

import ast
import asyncio
import inspect
import json
import linecache
import time
import traceback

from . import source, values, world

FAULT = "fault"
"""In the place of a class: what came is no error of the program, and no test can expect it."""

MOST_SHOWN = 400
"""The most characters of one side of a comparison."""


class RemoteError(Exception):
    """The program raised an error. ``name`` is that of its class, ``classes`` has all of them."""

    def __init__(self, name, message, classes=()):
        super().__init__(f"{name}: {message}" if message else name)
        self.name = name
        self.message = message
        self.classes = tuple(classes)


class Tests:
    """Test code of one file and its program."""

    def __init__(self, given):
        self._orders = given["run"]
        self._peer = _Peer()
        self._solution = Solution(self._peer, given["source"], given["language"])

    def begin(self, names):
        """Give the names that test code has beside those of Python."""
        names.update({"solution": self._solution, "RemoteError": RemoteError, _TOLD: _compared})
        self._peer.begin()

    async def run(self, names, tell):
        """Tell of each test that it begins, and what came of it."""
        await self._peer.ready.wait()
        for order in self._orders:
            tell({"type": "case", "index": order["index"]})
            self._peer.begin_test()
            begun = time.perf_counter()
            outcome = await self._outcome(names.get(order["test"]))
            if self._peer.fault is not None:
                outcome = {"kind": "raised", "message": self._peer.fault, "line": None}
            ms = (time.perf_counter() - begun) * 1000
            text = json.dumps(outcome)
            tell({"type": "answer", "index": order["index"], "json": text, "ms": ms})

    async def _outcome(self, test):
        try:
            result = test()
            if inspect.isawaitable(result):
                await result
        except BaseException as error:
            return _told(error)
        return {"kind": "passed", "message": "", "line": None}


def explained(tree):
    """The code of a module in which a comparison that is asserted tells its two sides."""
    return ast.fix_missing_locations(_Explain().visit(tree))


def _told(error):
    line = None
    for frame, at in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename in source.own:
            line = at
    if isinstance(error, RemoteError):
        return {"kind": "raised", "message": str(error)[:1000], "line": line}
    if isinstance(error, AssertionError):
        text = str(error) or linecache.getline(source.name, line or 0).strip()
        return {"kind": "failed", "message": text[:1000], "line": line}
    text = "".join(traceback.format_exception_only(error)).strip()
    return {"kind": "broken", "message": text[:1000], "line": line}


class _Peer:
    """The program, as messages."""

    def __init__(self):
        self.ready = asyncio.Event()
        self.fault = None
        self._test = 0
        self._waiting = {}
        self._asked = 0
        self._functions = []
        self._numbers = {}
        self._objects = {}
        self._tasks = set()

    def begin(self):
        self._keep(asyncio.ensure_future(self._listen()))

    def begin_test(self):
        """From now on what goes wrong is the next test's."""
        self.fault = None
        self._test += 1

    def ask(self, do, on, name, args):
        """The answer to a message, as something to be awaited. It is sent now."""
        told = values.encoded(list(args), self._sent)
        answer = _Answer(loop=asyncio.get_running_loop())
        number = self._asked
        self._asked += 1
        self._waiting[number] = answer, self._test
        head = json.dumps({"id": number, "do": do, "on": on, "name": name})
        world.current.sendPost(f'{head[:-1]},"args":{told}}}')
        return answer

    async def _listen(self):
        while True:
            message = json.loads(str(await world.current.nextPost()))
            if "go" in message:
                self.ready.set()
            elif "id" in message:
                self._answered(message["id"], message["outcome"])
            else:
                self._keep(asyncio.ensure_future(self._call(message)))

    def _answered(self, number, outcome):
        answer, test = self._waiting.pop(number)
        if answer.done():
            return
        if "value" in outcome:
            try:
                answer.set_result(values.decoded(outcome["value"], self._special))
                return
            except Exception as error:
                classes, message = [FAULT], f"The answer cannot be a value of Python: {error}."
        else:
            classes, message = outcome["raised"]["classes"], outcome["raised"]["message"]
        if classes[0] == FAULT and test == self._test:
            self.fault = self.fault or message
        answer.set_exception(RemoteError(classes[0], message, classes))

    async def _call(self, message):
        """The program calls a function of the test code."""
        try:
            args = [values.decoded(each, self._special) for each in message["args"]]
            value = self._functions[message["callback"]](*args)
            if inspect.isawaitable(value):
                value = await value
            outcome = f'{{"value":{values.encoded(value, self._sent)}}}'
        except BaseException as error:
            classes = [kind.__name__[:100] for kind in type(error).__mro__[:20]]
            text = str(error)[:500]
            if isinstance(error, RemoteError):
                classes, text = list(error.classes) or [error.name], error.message
            outcome = json.dumps({"raised": {"classes": classes, "message": text}})
        world.current.sendPost(f'{{"answer":{message["call"]},"outcome":{outcome}}}')

    def _special(self, _, content):
        number, name = content
        if number not in self._objects:
            self._objects[number] = Remote(self, number, name)
        return self._objects[number]

    def _sent(self, value):
        """What is no plain value of the test code, as the program gets it."""
        if isinstance(value, Remote):
            return {"$remote": object.__getattribute__(value, "_number")}
        if callable(value) and not isinstance(value, type):
            number = self._numbers.setdefault(id(value), len(self._functions))
            if number == len(self._functions):
                self._functions.append(value)
            return {"$callback": number}
        raise TypeError(f"{type(value).__name__} cannot be given to the program")

    def _keep(self, task):
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class _Answer(asyncio.Future):
    """What a call gives, which has to be awaited: nothing else can be done with it by mistake."""

    def __bool__(self):
        raise TypeError("A call of the program must be awaited: await solution.NAME(…)")

    def __eq__(self, other):
        return self is other or self.__bool__()

    __hash__ = asyncio.Future.__hash__


class _Member:
    """Something that the program has under a name: called, or awaited for what it is."""

    def __init__(self, peer, on, name):
        self._peer, self._on, self._name = peer, on, name

    def __call__(self, *args, **named):
        if named:
            raise TypeError("Arguments of a call of the program have no names")
        return self._peer.ask("call", self._on, self._name, args)

    def __await__(self):
        return self._peer.ask("get", self._on, self._name, ()).__await__()

    __bool__ = _Answer.__bool__

    def __eq__(self, other):
        return self is other or self.__bool__()

    __hash__ = object.__hash__


class Solution:
    """The program. ``source`` is its text, ``language`` what it is written in."""

    def __init__(self, peer, text, language):
        self._peer = peer
        self.source = text
        self.language = language

    def __getattr__(self, name):
        return _Member(self._peer, None, _public(name))


class Remote:
    """An object of the program, which stays where it is."""

    def __init__(self, peer, number, name):
        self._peer, self._number, self._name = peer, number, name

    def __getattr__(self, name):
        return _Member(self._peer, self._number, _public(name))

    def __call__(self, *args):
        return self._peer.ask("call", self._number, None, args)

    async def __aiter__(self):
        iterator = await self._peer.ask("iterate", self._number, None, ())
        while found := await self._peer.ask("next", iterator._number, None, ()):
            yield found[0]

    def __repr__(self):
        return f"<{self._name} of the program>"


def _public(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return name


_TOLD, _LEFT, _RIGHT = "@told", "@left", "@right"
"""Names that no test code can have."""

_SIGNS = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}


class _Explain(ast.NodeTransformer):
    def visit_Assert(self, node):
        test = node.test
        if node.msg is not None or not isinstance(test, ast.Compare) or len(test.ops) != 1:
            return node
        left = ast.Assign([ast.Name(_LEFT, ast.Store())], test.left)
        right = ast.Assign([ast.Name(_RIGHT, ast.Store())], test.comparators[0])
        sides = [ast.Name(_LEFT, ast.Load()), ast.Name(_RIGHT, ast.Load())]
        sign = ast.Constant(_SIGNS[type(test.ops[0])])
        node.msg = ast.Call(ast.Name(_TOLD, ast.Load()), [sign, *sides], [])
        node.test = ast.Compare(sides[0], test.ops, [sides[1]])
        return [ast.copy_location(each, node) for each in (left, right, node)]


def _compared(sign, left, right):
    return f"{_shown(left)} {sign} {_shown(right)} does not hold"


def _shown(value):
    text = repr(value)
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…"
