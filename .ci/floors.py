"""Compare scores with the floors that only ever rise: python floors.py SCORES.json FLOORS.json."""

import json
import sys
from pathlib import Path

scores, floors = (json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:])
below = [
    f"{name}: F1 {scores['scores'][name]['f1']:.4f} is below its floor {floor:.4f}"
    for name, floor in floors.items()
    if scores["scores"][name]["f1"] < floor
]
sys.exit("\n".join(below) or 0)
