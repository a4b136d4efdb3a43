"""Where the store stands that is read now, which a build or an update may replace at any time."""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from kg.graph.store import STORE_FOLDER

_SCRATCH = ".serve-"


@dataclass(slots=True)
class Stores:
    """The store of a build in the folder `outputs`, and its last snapshot where the server writes."""

    outputs: Path
    _snapshot: str = ""
    _taken: int = 0
    scratch: Path | None = field(default=None, init=False)

    @property
    def folder(self) -> Path:
        return self.outputs / STORE_FOLDER

    def make_scratch(self) -> Path:
        """A folder for snapshots on the disk of the store; those of a server that was ended are removed."""
        for left in self.outputs.glob(f"{_SCRATCH}*"):
            shutil.rmtree(left, ignore_errors=True)
        self.scratch = Path(tempfile.mkdtemp(prefix=_SCRATCH, dir=self.outputs))
        return self.scratch

    def remove_scratch(self) -> None:
        if self.scratch is not None:
            shutil.rmtree(self.scratch, ignore_errors=True)

    def changed(self, snapshot: str) -> None:
        """From now on this snapshot is read, until a build puts another store in its place."""
        self._snapshot, self._taken = snapshot, self._here()

    @property
    def current(self) -> str:
        """The folder to read."""
        if self._snapshot and self._taken == self._here():
            return self._snapshot
        return str(self.folder)

    @property
    def version(self) -> tuple[str, int]:
        """Another one whenever something else may stand in the store."""
        return self.current, self._here()

    def _here(self) -> int:
        try:
            return self.folder.stat().st_ino
        except FileNotFoundError:  # between the old one and the new one
            return self._taken
