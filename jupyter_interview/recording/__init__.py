"""From the log of an interview to its recording: every text at every moment, as one JSON document.

Owns what a recording contains and how it is made of a log. May import ``session``, ``gate`` and
what lies below them. It must never do input or output, and never fail for an entry that cannot be
read: what is missing is told in the document, as a gap.
"""
