"""Questions as folders of files: reading them, checking them, and comparing what programs answer.

May import ``domain``. It must never run a program, and it must never give what lies in a
question's folder ``private`` to anybody who did not ask for it by its name.
"""
