"""Promises that are rejected with all kinds of values, as a Python program meets them: a table that
every engine runs (BR5)."""

PROGRAM = """
import asyncio
import js
from js import Object, Promise
from pyodide.ffi import jsnull, to_js

def thing(**members):
    return to_js(members, dict_converter=Object.fromEntries)

rejected = {
    "fetch": lambda: js.fetch("http://127.0.0.1:9/"),
    "import": lambda: js.WebAssembly.compile(to_js(b"none")),
    "error": lambda: Promise.reject(js.Error.new("boom")),
    "error without a stack": lambda: Promise.reject(thing(name="MyError", message="mine")),
    "text": lambda: Promise.reject("text"),
    "number": lambda: Promise.reject(5),
    "no": lambda: Promise.reject(False),
    "nothing": lambda: Promise.reject(),
    "object": lambda: Promise.reject(thing(a=1)),
    "object without a prototype": lambda: Promise.reject(Object.create(jsnull)),
    "list": lambda: Promise.reject(to_js([1, 2])),
}
for name, start in rejected.items():
    try:
        await start()
        print(name, "was not rejected")
    except Exception as error:
        words = str(error)
        print(name, type(error).__name__, words.partition(":")[0] if name in ENGINES else words)
""".replace("ENGINES", repr(("fetch", "import")))
"""What the first two say is in the engine's words."""

SAID = """\
fetch JsException TypeError
import JsException CompileError
error JsException Error: boom
error without a stack JsException MyError: mine
text JsException Error: The promise was rejected with 'text'
number JsException Error: The promise was rejected with 5
no JsException Error: The promise was rejected with false
nothing JsException Error: The promise was rejected with undefined
object JsException Error: The promise was rejected with [object Object]
object without a prototype JsException Error: The promise was rejected with an object
list JsException Error: The promise was rejected with 1,2
"""
