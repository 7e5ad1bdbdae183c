"""What pytest loads first of all, so that its own processes do without those modules as well."""

import sys

from . import MISSING

for path in MISSING.glob("*.py"):
    sys.modules[path.stem] = None  # type: ignore[assignment]
