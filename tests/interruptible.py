"""Processes that Ctrl-C can stop, also where the tests run in the background of a shell."""

import signal
import subprocess
from collections.abc import Mapping, Sequence


def started(command: Sequence[str], env: Mapping[str, str], stderr: int) -> "subprocess.Popen[str]":
    """Start a process that does not inherit an ignored SIGINT."""
    return subprocess.Popen(
        command,
        env=env,
        stderr=stderr,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
