"""The text of a program: its lines as the interpreter counts them, and its file."""

import linecache
import os

FILE_NAME = "solution.py"
BYTE_ORDER_MARK = "\ufeff"


def place(source):
    """Make the text a file, for tracebacks, debuggers and the program itself; return its text.

    Lines end where the tokenizer ends them. Other characters that ``str.splitlines`` knows as
    ends of lines (form feed, U+2028) are part of a line.
    """
    source = source.removeprefix(BYTE_ORDER_MARK)
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    lines = [f"{line}\n" for line in text.split("\n")]
    path = os.path.abspath(FILE_NAME)
    for name in (FILE_NAME, path):
        linecache.cache[name] = (len(source), None, lines, name)
    with open(path, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
        file.write(source)
    return source
