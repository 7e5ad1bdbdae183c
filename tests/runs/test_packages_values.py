"""RS12: values of numpy and pandas, which the packages of a site may be, by the harness itself."""

import json
import os
import subprocess
import sys
from pathlib import Path

from jupyter_interview.questions.compare import Comparison, matches
from jupyter_interview.questions.values import is_value
from tests.ui.companions import companion

HARNESS = Path(__file__).parents[2] / "labextension" / "src" / "runner" / "worker" / "harness"

IMPORTS = "import numpy as np, pandas as pd, datetime; "

EQUAL = [
    ("np.bool_(True)", "True"),
    ("np.int64(3)", "3"),
    ("np.float32(1.5)", "1.5"),
    ("np.complex128(1 + 2j)", "1 + 2j"),
    ("np.str_('a')", "'a'"),
    ("np.float64('nan')", "float('nan')"),
    ("[np.bool_(False), {'a': np.int8(1)}]", "[False, {'a': 1}]"),
    ("np.array([1, 2], dtype='int32')", "np.array([1.0, 2.0])"),
    ("np.array([1, 2])", "[1, 2]"),
    ("np.zeros((2, 3))", "np.array([[0, 0, 0], [0, 0, 0]])"),
    ("np.array([1, np.nan])", "np.array([1, np.nan])"),
    ("np.array('2024-01-01', dtype='M8[D]')", "np.array('2024-01-01T00:00', dtype='M8[ms]')"),
    ("np.datetime64('2024-01-01')", "np.datetime64('2024-01-01T00', 'ns')"),
    ("np.array(['a', None], dtype=object)", "np.array(['a', None], dtype=object)"),
    ("pd.Series([1, 2])", "pd.Series([1.0, 2.0])"),
    ("pd.Series([1, 2], index=['a', 'b'], name='n')", "pd.Series({'a': 1, 'b': 2}, name='n')"),
    (
        "pd.DataFrame({'a': [1, 2], 'b': ['x', None]})",
        "pd.DataFrame({'a': [1, 2], 'b': ['x', None]})",
    ),
    ("pd.DataFrame({'a': [1]}).describe()", "pd.DataFrame({'a': [1]}).describe()"),
    ("pd.Index([0, 1])", "pd.RangeIndex(2)"),
    ("pd.Categorical(['a', 'b'])", "pd.Categorical(['a', 'b'], categories=['b', 'a'])"),
    ("pd.Timestamp('2024-01-01')", "pd.Timestamp(2024, 1, 1)"),
    ("pd.Timestamp('2024-01-01')", "pd.Timestamp('2024-01-01', tz='UTC')"),
    ("pd.Timedelta('1h')", "pd.Timedelta(minutes=60)"),
    ("[pd.NaT, pd.NA]", "[pd.NaT, pd.NA]"),
    ("pd.Series([2]).sum()", "2"),
]
UNEQUAL = [
    ("np.bool_(True)", "False"),
    ("np.array([1, 2])", "np.array([1, 3])"),
    ("np.zeros((2, 3))", "np.zeros((3, 2))"),
    ("np.array('2024-01-01', dtype='M8[D]')", "np.array('2024-01-02', dtype='M8[D]')"),
    ("np.array(1, dtype='M8[ns]')", "np.array(1, dtype='m8[ns]')"),
    ("pd.Series([1, 2])", "pd.Series([1, 2], index=[1, 2])"),
    ("pd.Series([1], name='a')", "pd.Series([1], name='b')"),
    ("pd.DataFrame({'a': [1]})", "pd.DataFrame({'b': [1]})"),
    ("pd.DataFrame({'a': [1], 'b': [2]})", "pd.DataFrame({'b': [2], 'a': [1]})"),
    ("pd.NaT", "pd.NA"),
    ("np.zeros(10**6)", "np.zeros(10**6)"),
]

PROGRAM = """
import json, sys
sys.path.append(sys.argv[1])
from harness import values
assert values.encoded([1]) == "[1]" and "numpy" not in sys.modules
exec(sys.argv[2])

def told(text):
    try:
        return json.loads(values.encoded(eval(text)))
    except values.TooLarge:
        return {"$other": "too large"}

print(json.dumps([[told(text) for text in pair] for pair in json.load(sys.stdin)]))
"""


def test_RS12_values_of_numpy_and_pandas_are_told_by_what_is_in_them() -> None:
    """Nothing imports them for a program that does not."""
    environment = os.environ | companion("numpy", "pandas")
    command = [sys.executable, "-c", PROGRAM, str(HARNESS.parent), IMPORTS]
    pairs = json.dumps(EQUAL + UNEQUAL)
    told = subprocess.run(
        command, input=pairs, env=environment, capture_output=True, text=True, check=True
    )
    answers = dict(zip(EQUAL + UNEQUAL, json.loads(told.stdout), strict=True))
    assert all(is_value(value) for pair in answers.values() for value in pair)
    wrong = {
        pair: (got, want)
        for pair, (got, want) in answers.items()
        if matches(Comparison(), want, got) is not (pair in EQUAL)
    }
    assert wrong == {}
