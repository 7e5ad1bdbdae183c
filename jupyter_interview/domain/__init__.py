"""Words, tables and rules of interviews: roles, limits, names, languages, errors, runs.

Imports the standard library and nothing else, waits for nothing and reads nothing but its own table
of lookalike letters. It must never know how anything is sent or stored.
"""
