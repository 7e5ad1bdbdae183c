"""A page that loads Pyodide as its documentation says and prints, on a server of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PYODIDE = Path(__file__).parents[1] / "node_modules" / "pyodide"

PAGE = """<!doctype html><title>plain</title><link rel="icon" href="data:,"><pre></pre>
<script type="module">
import { loadPyodide } from './pyodide.mjs';
const place = document.querySelector('pre');
const pyodide = await loadPyodide();
pyodide.setStdout({ batched: text => { place.textContent += text; } });
window.runAndShow = code => pyodide.runPythonAsync(code);
await window.runAndShow("print('output')");
window.firstOutput = performance.now();
</script>
"""


class _Handler(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path != "/":
            super().do_GET()
            return
        body = PAGE.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the table is what is printed."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A page that was reloaded hung up on what it had asked for."""


@contextmanager
def plain_site() -> Iterator[str]:
    handler = partial(_Handler, directory=str(PYODIDE))
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
