"""What hosts write about an interview: notes, scores, the overall answer, and corrections.

Owns the rubric, what a host may write next, and what is told of what is kept. May import
``contract`` and ``domain``. It must never do input or output, and never meet the log, a room, a
socket or what is taken away: what a host writes is in none of them.
"""
