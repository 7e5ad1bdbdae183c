"""Calls a program as cases say, or evaluates an expression at its end, and tells what it answers.

What a case expects is not known here. It is compared where the program does not run.
"""

import ast
import inspect
import json
import time
import traceback

from . import values

PRINTED = 199
"""The most characters of a value as it is printed."""


async def answer(order, names, tell):
    """Tell that a case begins, and what came of it, as messages."""
    tell({"type": "case", "index": order["index"]})
    begun = time.perf_counter()
    if "expression" in order:
        outcome = await _evaluated(order["expression"], names)
    elif "steps" in order:
        outcome = await _stepped(order["steps"], names)
    else:
        outcome = await _called(order, names)
    ms = (time.perf_counter() - begun) * 1000
    tell({"type": "answer", "index": order["index"], "json": outcome, "ms": ms})


async def _evaluated(expression, names):
    """The outcome of an expression that sees the program's names, as JSON; with its value as
    Python prints it."""
    try:
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        code = compile(expression.strip(), "test", "eval", flags=flags, dont_inherit=True)
        value = eval(code, names)
        if inspect.iscoroutine(value):
            value = await value
    except BaseException as error:
        return raised(error)
    text, problem = _told(value)
    if problem is not None:
        return raised(problem)
    printed = json.dumps(_printed(value))
    if text is None:
        return f'{{"tooLarge":true,"text":{printed}}}'
    return f'{{"value":{text},"text":{printed}}}'


def _printed(value):
    """The value as Python prints it, or the error that printing it raised."""
    try:
        text = str(repr(value))
    except BaseException as error:
        text = traceback.format_exception_only(error)[-1].strip()
    return text if len(text) <= PRINTED else f"{text[:PRINTED]}…"


async def _called(order, names):
    """The outcome of a call as JSON; with what became of the arguments, if that is asked for."""
    args = [values.decoded(each) for each in order["args"]]
    outcome = await _outcome(order["call"], lambda: names.get(order["call"]), args)
    if order["givesArgs"]:
        changed, _ = _told(args)
        outcome = f'{outcome[:-1]},"args":{changed}}}' if changed is not None else TOO_LARGE
    return outcome if len(outcome) <= 2 * values.MOST_BYTES else TOO_LARGE


async def _stepped(steps, names):
    """The outcomes of steps with objects, as JSON of a list."""
    objects, outcomes = {}, []
    for step in steps:
        args = [values.decoded(each) for each in step["args"]]
        target = step["target"]
        if step["new"] is not None:
            made = []
            outcome = await _outcome(
                step["new"], lambda step=step: names.get(step["new"]), args, made
            )
            if made:
                objects[target] = made[0]
        else:
            outcome = await _outcome(
                f"{target}.{step['call']}",
                lambda step=step, target=target: _member(objects, target, step["call"]),
                args,
            )
        outcomes.append(outcome)
    text = f'{{"steps":[{",".join(outcomes)}]}}'
    return text if len(text) <= 2 * values.MOST_BYTES else TOO_LARGE


async def _outcome(name, find, args, made=None):
    """What comes of a call, as JSON: its value, the error it raised, or that the program has
    nothing of this name. With ``made``, what was made is put there and not told."""
    try:
        function = find()
        if not callable(function):
            return json.dumps({"missing": name})
        value = function(*args)
        if inspect.isawaitable(value):
            value = await value
        if made is not None:
            made.append(value)
            value = None
    except BaseException as error:
        return raised(error)
    text, problem = _told(value)
    if problem is not None:
        return raised(problem)
    return TOO_LARGE if text is None else f'{{"value":{text}}}'


def _member(objects, target, name):
    """What the object of this name has of this name; None if there is nothing."""
    return getattr(objects.get(target), name, None)


TOO_LARGE = '{"tooLarge":true}'


def _told(value):
    """The JSON of a value, or None if it is too large, or the error that telling it raised."""
    try:
        return values.encoded(value), None
    except values.TooLarge:
        return None, None
    except Exception as error:
        return None, error


def raised(error):
    """An error with the names of its classes, as JSON."""
    classes = [kind.__name__[:100] for kind in type(error).__mro__[:20]]
    try:
        message = str(error)[:500]
    except Exception:
        message = ""
    return json.dumps({"raised": {"classes": classes, "message": message}})
