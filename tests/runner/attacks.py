# Everything a Python program may try, printed as in attacks.js. Run by Pyodide, not by pytest.
import asyncio
import json
import os
import socket
import subprocess
import urllib.request
from inspect import isawaitable

import js
import pyodide_js
from pyodide.code import run_js
from pyodide.ffi import create_once_callable
from pyodide.http import open_url, pyfetch


def talk(base):
    host, port = base.removeprefix("http://").split(":")
    connection = socket.create_connection((host, int(port)), timeout=1)
    connection.sendall(b"GET /socket HTTP/1.0\r\n\r\n")
    return connection.recv(10) or None


def xhr(base):
    request = js.XMLHttpRequest.new()
    request.open("GET", f"{base}/xhr", False)
    request.send()
    return request.status


async def load_package(base):
    loaded = await pyodide_js.loadPackage(f"{base}/a-1.0-py3-none-any.whl")
    return list(loaded) or None


async def opened(target):
    """What an object that connects says of it."""
    done = asyncio.get_running_loop().create_future()
    target.onopen = create_once_callable(lambda event: done.set_result("open"))
    target.onerror = create_once_callable(lambda event: done.set_exception(OSError()))
    return await done


def websocket(base):
    return opened(js.WebSocket.new(base.replace("http", "ws")))


def eventsource(base):
    return opened(js.EventSource.new(f"{base}/events"))


def read(name):
    with open(name) as file:
        return file.read()


def command():
    status = os.system("id")
    return "ran" if status == 0 else None


NETWORK = {
    "js.fetch": lambda base: js.fetch(f"{base}/api/contents"),
    "pyfetch": lambda base: pyfetch(f"{base}/pyfetch"),
    "open_url": lambda base: open_url(f"{base}/open_url"),
    "urllib": lambda base: urllib.request.urlopen(f"{base}/urllib", timeout=1),
    "socket": talk,
    "xhr": xhr,
    "importScripts": lambda base: js.importScripts(f"{base}/a.js"),
    "import": lambda base: run_js(f"import('{base}/a.js')"),
    "loadPackage": load_package,
    "websocket": lambda base: websocket(base),
    "eventsource": lambda base: eventsource(base),
    "beacon": lambda base: js.navigator.sendBeacon(f"{base}/beacon"),
}

LOCAL = {
    "run_js": lambda: run_js("1"),
    "js.eval": lambda: js.eval("1"),
    "js.Function": lambda: js.Function.new("return 1"),
    "js.document": lambda: js.document,
    "js.parent": lambda: js.parent,
    "js.localStorage": lambda: js.localStorage,
    "js.Worker": lambda: js.Worker,
    "js.MessageChannel": lambda: js.MessageChannel,
    "js.postMessage": lambda: js.postMessage,
    "js.close": lambda: js.close,
    "js.open": lambda: js.open,
    "js.indexedDB": lambda: js.indexedDB.open("x"),
    "js.top": lambda: js.top,
    "js.opener": lambda: js.opener,
    "harness": lambda: __import__("harness"),
    "harness globals": lambda: pyodide_js.globals.get("__harness"),
    "subprocess": lambda: subprocess.run(["id"]),
    "os.system": command,
    "host files": lambda: read("/etc/passwd"),
}


async def attempt(name, attack, *args):
    try:
        value = attack(*args)
        if isawaitable(value):
            value = await value
        outcome = "refused: nothing there" if value is None else f"got {value!r}"
    except BaseException as error:
        outcome = f"refused: {type(error).__name__}"
    print(json.dumps([name, outcome]))


async def main():
    for base in ("SITE", "SINK"):
        for name, attack in NETWORK.items():
            await attempt(f"{base} {name}", attack, base)
    for name, attack in LOCAL.items():
        await attempt(name, attack)


asyncio.run(main())
