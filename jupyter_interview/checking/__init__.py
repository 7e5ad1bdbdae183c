"""What ``jupyter interview questions check`` does: tries whether a question is what it says.

May import ``questions`` and ``runs``. It knows no interview, and writes nothing into a question.
"""
