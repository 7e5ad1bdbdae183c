"""The text of a program: its lines as the interpreter counts them, and its file."""

import linecache
import os

FILE_NAME = "solution.py"
BYTE_ORDER_MARK = "\ufeff"

name = FILE_NAME
"""The file that is run."""

own = {FILE_NAME}
"""Its name and those of modules of the program's own, as tracebacks have them."""

home = ""
"""The folder in which the program starts."""


def place(file, source):
    """Make the text a file, for tracebacks, debuggers and the program itself; return its text.

    Lines end where the tokenizer ends them. Other characters that ``str.splitlines`` knows as
    ends of lines (form feed, U+2028) are part of a line.
    """
    global name, home
    name, home = file, os.getcwd()
    own.clear()
    own.add(name)
    source = source.removeprefix(BYTE_ORDER_MARK)
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    lines = [f"{line}\n" for line in text.split("\n")]
    path = os.path.abspath(name)
    for known in (name, path):
        linecache.cache[known] = (len(source), None, lines, known)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", errors="surrogatepass", newline="") as made:
        made.write(source)
    return source
