"""An interrupted or terminated build: `verify` accepts what stands, and nothing else is left."""

import signal
from pathlib import Path

import pytest
from killed_builds import RUNS, stopped_builds


@pytest.mark.proof
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_no_interrupted_build_leaves_what_verify_refuses(
    number: signal.Signals, tmp_path: Path
) -> None:
    found = stopped_builds(number, tmp_path)
    # A process that has not yet come to its command ends as the system has it.
    assert set(found.codes) <= {0, 130, 1, -number}
    assert found.codes[130] > RUNS // 4
    assert found.sets["draft"] > 0
