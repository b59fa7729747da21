"""A killed build: `verify` accepts what stands, and the next command sweeps the rest."""

import signal
from pathlib import Path

import pytest
from killed_builds import RUNS, stopped_builds


@pytest.mark.proof
def test_no_killed_build_leaves_what_verify_refuses(tmp_path: Path) -> None:
    found = stopped_builds(signal.SIGKILL, tmp_path)
    assert set(found.codes) <= {0, -signal.SIGKILL}
    assert found.codes[-signal.SIGKILL] > RUNS // 2
    assert found.leftovers[True] > 0
    assert found.sets["draft"] > 0
