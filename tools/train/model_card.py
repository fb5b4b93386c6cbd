"""Rewrites the table of the 40 attributes in MODEL_CARD.md from what `npm run evaluate` measured.

    npm run evaluate -- --images celeba_test.tar --labels celeba_test.csv --json runs/evaluate/celeba_test.json
    npm run evaluate -- … --thresholds balanced --json runs/evaluate/celeba_test.balanced.json
    python tools/train/model_card.py --accurate <json> --balanced <json> --published <published_accuracy.csv>
"""

import argparse
import json
from pathlib import Path

from attributes import ATTRIBUTES
from data import read_csv

CARD = Path(__file__).parents[2] / "MODEL_CARD.md"
START, END = "<!-- attributes: written by tools/train/model_card.py -->", "<!-- /attributes -->"


def percent(fraction: float) -> str:
    return f"{100 * fraction:.1f}"


def row(name: str, accurate: dict, balanced: dict, published: dict) -> str:
    base = accurate["baseRate"]
    majority = max(base, 1 - base)
    below = "" if accurate["accuracy"] > majority else " ▼"
    cells = [
        percent(base),
        percent(majority),
        f"**{percent(accurate['accuracy'])}**{below}",
        percent(accurate["balancedAccuracy"]),
        percent(balanced["balancedAccuracy"]),
        percent(accurate["averagePrecision"]),
        f"{accurate['threshold']:.2f} / {balanced['threshold']:.2f}",
        published["lnets_anet"],
        published["dmm_cnn"],
    ]
    return f"| {name} | {' | '.join(cells)} |"


def table(accurate: dict, balanced: dict, published: list[dict]) -> str:
    rows = {r["attribute"]: r for r in published}
    by_name = [{a["name"]: a for a in report["attributes"]} for report in (accurate, balanced)]
    lines = [
        f"{accurate['images']} photos of `celeba_test`, shipped weights, the whole cascade. All figures in percent but the "
        "thresholds. ▼: not above always answering the majority class of this set.",
        "",
        "| attribute | base rate | majority | accuracy | balanced accuracy | … at the balanced thresholds | average precision "
        "| thresholds: accurate / balanced | LNets+ANet (paper) | DMM-CNN (best published full table) |",
        "|---|---|---|---|---|---|---|---|---|---|",
        *(row(name, by_name[0][name], by_name[1][name], rows[name]) for name in ATTRIBUTES),
    ]
    mean = lambda column: sum(float(rows[a][column]) for a in ATTRIBUTES) / 40  # noqa: E731
    rates = [by_name[0][a]["baseRate"] for a in ATTRIBUTES]
    above = sum(by_name[0][a]["accuracy"] > max(r, 1 - r) for a, r in zip(ATTRIBUTES, rates))
    lines.append(
        f"| **mean** | {percent(sum(rates) / 40)} | {percent(sum(max(r, 1 - r) for r in rates) / 40)} "
        f"| **{percent(accurate['meanAccuracy'])}** | {percent(accurate['meanBalancedAccuracy'])} "
        f"| {percent(balanced['meanBalancedAccuracy'])} | {percent(accurate['meanAveragePrecision'])} | | {mean('lnets_anet'):.1f} | {mean('dmm_cnn'):.1f} |"
    )
    lines += ["", f"Above the majority class: {above} of 40. Expected calibration error, mean of 40: {accurate['calibrationError']:.3f}."]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accurate", type=Path, required=True)
    parser.add_argument("--balanced", type=Path, required=True)
    parser.add_argument("--published", type=Path, required=True)
    args = parser.parse_args()
    accurate, balanced = (json.loads(path.read_text()) for path in (args.accurate, args.balanced))
    text = CARD.read_text()
    before, after = text[: text.index(START) + len(START)], text[text.index(END) :]
    CARD.write_text(f"{before}\n{table(accurate, balanced, read_csv(args.published))}\n{after}")
    print(f"{CARD.name}: mean accuracy {percent(accurate['meanAccuracy'])} %")


if __name__ == "__main__":
    main()
