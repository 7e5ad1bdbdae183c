"""Turns problems of other formats into questions: those of exercism, Kattis and HumanEval.

Owns what these formats mean and how drafts become folders. May import ``questions`` and ``domain``.
It must never run or evaluate what it reads, and never write over something that is there.
"""
