"""Serves test code: it calls the program from where the program is not.

Objects of the program stay here and are told by a number. Functions of the test code are told by a
number, too, and are coroutine functions for the program. Neither what is expected nor a line of the
test code comes here.
"""

import asyncio
import builtins
import inspect
import json

from . import cases, streams, values, world

MOST_OBJECTS = 10_000

_NOTHING = object()


async def serve(names, tell):
    """Answer calls as long as there is a program. ``names`` are the program's own."""
    served = _Served(names)
    tell({"type": "case", "index": 0})
    while True:
        served.hear(json.loads(str(await world.current.nextPost())))


class _Served:
    def __init__(self, names):
        self._names = names
        self._objects = []
        self._numbers = {}
        self._functions = {}
        self._asked = {}
        self._tasks = set()

    def hear(self, message):
        if "answer" in message:
            self._answered(message["answer"], message["outcome"])
            return
        task = asyncio.ensure_future(self._answer(message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, message):
        outcome = await self._outcome(message)
        _post(f'{{"id":{int(message["id"])},"outcome":{outcome}}}')

    async def _outcome(self, message):
        """What comes of a message, as JSON."""
        name = message["name"]
        try:
            args = [values.decoded(each, self._special) for each in message["args"]]
            found = self._found(message["on"], name)
            if found is _NOTHING:
                return json.dumps({"missing": name})
            value = await _done(message["do"], found, args)
            return f'{{"value":{values.encoded(value, self._kept)}}}'
        except values.TooLarge:
            return cases.TOO_LARGE
        except BaseException as error:
            return cases.raised(error)

    def _found(self, on, name):
        if on is None:
            return self._names.get(name, _NOTHING)
        target = self._objects[on]
        return target if name is None else getattr(target, name, _NOTHING)

    def _kept(self, value):
        """An object that stays here."""
        number = self._numbers.get(id(value))
        if number is None:
            number = len(self._objects)
            if number >= MOST_OBJECTS:
                raise values.TooLarge
            self._objects.append(value)
            self._numbers[id(value)] = number
        return {"$remote": [number, type(value).__name__[:100]]}

    def _special(self, tag, content):
        if tag == "$remote":
            return self._objects[content]
        if content not in self._functions:
            self._functions[content] = self._function(content)
        return self._functions[content]

    def _function(self, number):
        """A function of the test code, as the program calls it."""

        async def call(*args):
            told = values.encoded(list(args), self._kept)
            at = len(self._asked)
            answer = self._asked[at] = asyncio.get_running_loop().create_future()
            _post(f'{{"callback":{number},"call":{at},"args":{told}}}')
            return await answer

        return call

    def _answered(self, at, outcome):
        answer = self._asked[at]
        if answer.done():
            return
        if "value" not in outcome:
            answer.set_exception(_error_of(outcome["raised"]))
            return
        try:
            answer.set_result(values.decoded(outcome["value"], self._special))
        except Exception as error:
            answer.set_exception(error)


async def _done(do, found, args):
    match do:
        case "get":
            return found
        case "iterate":
            return aiter(found) if hasattr(found, "__aiter__") else iter(found)
        case "next" if hasattr(found, "__anext__"):
            try:
                return [await anext(found)]
            except StopAsyncIteration:
                return []
        case "next":
            try:
                return [next(found)]
            except StopIteration:
                return []
    value = found(*args)
    return await value if inspect.isawaitable(value) else value


def _error_of(raised):
    """An error of the test code, under its name: a kind of what Python knows of its classes."""
    name, message = raised["classes"][0], raised["message"]
    known = (getattr(builtins, each, None) for each in raised["classes"])
    kinds = (each for each in known if isinstance(each, type) and issubclass(each, Exception))
    kind = next(kinds, Exception)
    return kind(message) if kind.__name__ == name else type(name, (kind,), {})(message)


def _post(text):
    """Tell something, behind what was printed before."""
    streams.flush()
    world.current.sendPost(text)
