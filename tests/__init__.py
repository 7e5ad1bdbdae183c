"""The tests. Whoever runs them starts as soon as servers of theirs: see ``tests/quick``."""

import sys

# Before anything imports jsonschema, which takes this for a package that is not installed.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
