"""The store of a build, which another build or an update may replace at any time."""

import contextlib
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from kg.graph.store import STORE_FOLDER
from kg.model import NewskgError

_SCRATCH = ".serve-"
_LOCK = ".serve.lock"


@dataclass(slots=True)
class Stores:
    """The store in the folder `outputs` of a build, and the folder where changes to it are made."""

    outputs: Path
    scratch: Path | None = field(default=None, init=False)
    _lock: object = field(default=None, init=False)
    _seen: int = field(default=0, init=False)

    @property
    def folder(self) -> Path:
        """The folder to read."""
        return self.outputs / STORE_FOLDER

    @property
    def version(self) -> int:
        """Another one whenever another store stands there."""
        with contextlib.suppress(FileNotFoundError):  # between the old one and the new one
            self._seen = self.folder.stat().st_ino
        return self._seen

    def claim(self) -> None:
        """Let this be the one server that changes the store. Raises NewskgError where there is another."""
        try:
            import fcntl
        except ImportError:  # Windows
            return
        lock = (self.outputs / _LOCK).open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            raise NewskgError(
                f"{self.outputs}: another server takes changes to it; end that one, or start without --token"
            ) from None
        self._lock = lock

    def make_scratch(self) -> Path:
        """A folder for changes, on the disk of the store; what a server left that was ended is removed."""
        for left in self.outputs.glob(f"{_SCRATCH}*"):
            shutil.rmtree(left, ignore_errors=True)
        self.scratch = Path(tempfile.mkdtemp(prefix=_SCRATCH, dir=self.outputs))
        return self.scratch

    def clear(self) -> None:
        """Leave nothing behind."""
        if self.scratch is not None:
            shutil.rmtree(self.scratch, ignore_errors=True)
            (self.outputs / _LOCK).unlink(missing_ok=True)
