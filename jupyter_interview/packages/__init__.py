"""Wheels for programs in the sandbox: how they are fetched, checked, kept and named.

Imports nothing else of this package. It must never install or import what is in a wheel.
"""
