"""WI7: without ipywidgets the package works, and asking for a widget says what to install."""

import subprocess
import sys

SCRIPT = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "ipywidgets":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing())
import jupyter_interview
jupyter_interview.InterviewClient
try:
    jupyter_interview.InterviewPanel
except ModuleNotFoundError as missing:
    print(missing)
"""


def test_WI7_the_import_says_what_to_install() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", SCRIPT], check=True, capture_output=True, text=True
    )
    assert "pip install 'jupyter_interview[widgets]'" in answer.stdout


def test_WI7_nothing_loads_ipywidgets_unasked() -> None:
    script = "import sys, jupyter_interview.app; assert 'ipywidgets' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True)
