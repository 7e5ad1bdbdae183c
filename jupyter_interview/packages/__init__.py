"""Python packages for programs that run in the sandbox, kept on this server."""
