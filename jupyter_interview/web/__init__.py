"""HTTP and WebSocket: the only place besides ``app`` that knows Tornado and the Jupyter server."""
