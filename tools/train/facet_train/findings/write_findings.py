"""Fills docs/findings.md from findings.template.md and the JSON files of the experiments: no number is typed by hand.

    python -m facet_train.findings.write_findings

A section whose experiment hasn't run is left out, and named on the console.
"""

import argparse
import json
import re
from pathlib import Path

from facet_train.findings.common import DOCS
from facet_train.findings.tables import SECTIONS

TEMPLATE = Path(__file__).with_name("findings.template.md")
MARK = "<!-- section: "


def fill(template: str, results: dict[str, dict]) -> tuple[str, list[str]]:
    """The page, and the names of the sections left out because their results are missing."""
    head, *parts = template.split(MARK)
    page, missing = [head], []
    for part in parts:
        name, text = part.split(" -->\n", 1)
        if name not in results:
            missing.append(name)
            continue
        letter, tables = SECTIONS[name]
        page.append(text.format(**{letter: results[name], "t": tables(results[name])}))
    return re.sub(r"(?<=\d)%", " %", "".join(page)), missing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=Path, default=DOCS, help="where the experiments wrote their JSON files")
    parser.add_argument("--out", type=Path, default=DOCS.with_suffix(".md"))
    args = parser.parse_args()
    results = {n: json.loads((args.docs / f"{n}.json").read_text()) for n in SECTIONS if (args.docs / f"{n}.json").exists()}
    page, missing = fill(TEMPLATE.read_text(), results)
    args.out.write_text(page)
    print(f"{args.out}: {len(results)} of {len(SECTIONS)} sections")
    for name in missing:
        print(f"left out: {name} (no {args.docs / name}.json; run python -m facet_train.findings.{name})")


if __name__ == "__main__":
    main()
