"""What a program can do to the world around the interpreter.

The functions are those of `IWorld` in `harness-scope.ts`. They are there once the interpreter has
been woken up; memory that is kept by the build has none.
"""

current = None
