"""Runs on the server: one program in one Deno process that may do nothing."""
