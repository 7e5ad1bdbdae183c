"""Makes the harness of its sources: a package that no program can import afterwards."""

import json
import sys
import types


def load(sources):
    """Run the modules, given as JSON ``[[name, source], ...]``, in this order."""
    package = types.ModuleType("harness")
    package.__path__ = []
    sys.modules["harness"] = package
    for name, source in json.loads(sources):
        module = types.ModuleType(f"harness.{name}")
        module.__package__ = "harness"
        setattr(package, name, module)
        sys.modules[module.__name__] = module
        exec(compile(source, f"harness/{name}.py", "exec", dont_inherit=True), module.__dict__)
    for name in [name for name in sys.modules if name.partition(".")[0] == "harness"]:
        del sys.modules[name]
    return package.program
