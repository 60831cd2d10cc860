"""How many graphs of real papers completion can build: `python -m bench.completion [FOLDER of JSON]`.

FOLDER holds files in the annotation guide's form, by default the annotations of the shared folder. Prints how many
graphs can be built, lack blocks that nobody explains, or are refused and why; how many facts were read, inferred and
assumed; and the processor's time a graph.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

from bench.shared import shared_folder
from graph import complete
from graph.guide_form import graph_from_guide


def main(arguments: list[str]) -> int:
    """Measure a folder; 2 where it is not there."""
    folder = Path(arguments[0]) if arguments else shared_folder() / "bench" / "annotations"
    if not folder.is_dir():
        print(f"{folder}: no such folder", file=sys.stderr)
        return 2
    outcomes: Counter[str] = Counter()
    facts: Counter[str] = Counter()
    refused: list[str] = []
    seconds: list[float] = []
    for path in sorted(folder.glob("*.json")):
        for item in json.loads(path.read_text(encoding="utf-8")).get("items", []):
            for place, raw in enumerate(item["graphs"]):
                graph = graph_from_guide(raw)
                start = time.process_time()
                done = complete(graph)
                seconds.append(time.process_time() - start)
                outcome = "buildable" if done.buildable else "partial" if done.partial else "refused"
                outcomes[outcome] += 1
                facts.update(done.facts())
                if outcome == "refused":
                    refused.append(f"{path.stem} {item['label']} [{place}]: {done.errors[0].message}")
    print(
        f"{sum(outcomes.values())} graphs: "
        + ", ".join(f"{count} {name}" for name, count in outcomes.most_common())
    )
    print("facts: " + ", ".join(f"{count} {name}" for name, count in facts.most_common()))
    print("\n".join(refused))
    if seconds:
        median, most = sorted(seconds)[len(seconds) // 2], max(seconds)
        print(f"processor time a graph: median {1000 * median:.1f} ms, most {1000 * most:.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
