"""What tests and their servers do without, to be there sooner: modules that cannot be imported.

jsonschema's check of IRIs, which nothing asks for, compiles grammars for more than a second
whenever a Jupyter server starts.
"""

import os
from pathlib import Path

MISSING = Path(__file__).parent / "missing"


def quick_start(path: str | None = None) -> str:
    """The PYTHONPATH of such a server, before what else is in it."""
    return os.pathsep.join([str(MISSING), *([path] if path else [])])
