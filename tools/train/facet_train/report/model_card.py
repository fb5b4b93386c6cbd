"""Writes MODEL_CARD.md from its template, the manifest and what `npm run evaluate` measured.

    npm run evaluate -- --images celeba_test.tar --labels celeba_test.csv --json runs/evaluate/celeba_test.json
    npm run evaluate -- … --thresholds balanced --json runs/evaluate/celeba_test.balanced.json
    python -m facet_train.report.model_card --measured runs/evaluate/celeba_test.json \\
        --balanced runs/evaluate/celeba_test.balanced.json --published published_accuracy.csv \\
        --wild … --lfw … --lfw-svm … --negatives … --scenes … --group … --press … --stress …

The sets of the last line may be left out; their rows are then missing from the card. Prose stands in
model_card.template.md.
"""

import argparse
import json
import re
from pathlib import Path

from facet_train.places import ROOT
from facet_train.data.attributes import ATTRIBUTES
from facet_train.data.sets import COUNTS, read_csv
from facet_train.report.model_card_tables import attribute_table, failures, group_tables, net_table, sets_table, stress_table

TEMPLATE = Path(__file__).with_name("model_card.template.md")
RELIABILITY = ROOT / "src" / "domain" / "label-reliability.ts"
ATTRIBUTE_INFO = ROOT / "src" / "domain" / "attribute-info.ts"
EXTRA_SETS = ("wild", "lfw", "lfw_svm", "negatives", "scenes", "group", "press", "stress")


def read_reliability(text: str) -> dict[str, tuple[str, str]]:
    """Level and finding by attribute, from the page's own table, so that page and card agree."""
    found = {n: (level, finding) for n, level, finding in re.findall(r"(\w+): \{ level: '(\w+)', finding: '([\w-]+)' \}", text)}
    if not found or (unknown := set(found) - set(ATTRIBUTES)):
        raise SystemExit(f"{RELIABILITY.name} isn't written as expected: {', '.join(sorted(unknown)) if found else 'no entry found'}")
    return found


def read_sensitive(text: str) -> list[str]:
    """The attributes that the page folds away, in the data set's order."""
    names = set(re.findall(r"(\w+): sensitive\(", text))
    if not names or names - set(ATTRIBUTES):
        raise SystemExit(f"{ATTRIBUTE_INFO.name} isn't written as expected: sensitive attributes {sorted(names)}")
    return [name for name in ATTRIBUTES if name in names]


def perceived(sensitive: list[str]) -> str:
    listed = ", ".join(f"*{name}*" for name in sensitive[:-1]) + f" and *{sensitive[-1]}*"
    return (
        f"{listed} are what annotators of celebrity photos wrote about how a face looked to them. They are **perceived "
        "appearance**, not facts about anybody: a high score for *Male* says that the picture resembles pictures which "
        "annotators called male, and nothing about that person's gender."
    )


def made_by(recipe: str | None) -> str:
    """What the card says about how the nets came to be."""
    if recipe:
        return f"Made by the recipe `{recipe}` from the starting weights, in one command: docs/training.md."
    return (
        "Not made by the recipe of docs/training.md as a whole: they come from the longer series of trainings that "
        "tools/train/LOG.md lists, with older code."
    )


def fill(template: str, parts: dict[str, str]) -> str:
    """Puts the parts in place of {{name}}. A name without a part, or a part without a name, is an error."""
    names = set(re.findall(r"\{\{(\w+)\}\}", template))
    if names != set(parts):
        raise SystemExit(f"template and parts differ: {', '.join(sorted(names ^ set(parts)))}")
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], template)


def check(measured: dict, balanced: dict) -> None:
    """The two reports must be about the same photos, with the same attributes, at different thresholds."""
    for name, report in (("--measured", measured), ("--balanced", balanced)):
        if (names := [a["name"] for a in report["attributes"]]) != ATTRIBUTES:
            raise SystemExit(f"{name}: {len(names)} attributes, or in another order; {len(ATTRIBUTES)} were expected")
        if report.get("groups") is None:
            raise SystemExit(f"{name} has no groups: measure it again with this version of npm run evaluate")
    if measured["images"] != balanced["images"]:
        raise SystemExit(f"--measured is of {measured['images']} photos, --balanced of {balanced['images']}")


def card(manifest: dict, measured: dict, balanced: dict, extra: dict[str, dict], published: list[dict]) -> str:
    reliability = read_reliability(RELIABILITY.read_text())
    parts = {
        "nets": net_table(manifest),
        "version": manifest["version"],
        "recipe": made_by(manifest.get("recipe")),
        "perceived": perceived(read_sensitive(ATTRIBUTE_INFO.read_text())),
        "starts": "\n".join(f"- `{net}`: {start}" for net, start in manifest["origin"]["starts"].items()),
        "sets": sets_table(measured, balanced, extra),
        "stress": stress_table(extra.get("stress")),
        "attributes": attribute_table(measured, balanced, {r["attribute"]: r for r in published}, reliability),
        "male_young": group_tables(measured["groups"]["maleYoung"]),
        "skin_tone": group_tables(measured["groups"]["skinTone"]),
        "failures": failures(measured, extra, reliability),
        **{name: f"{COUNTS[name]:,}" for name in ("celeba_hq_train", "celeba_aligned_train", "celeba_wild_train", "negatives_train")},
    }
    return fill(TEMPLATE.read_text(), parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measured", "--accurate", type=Path, required=True, help="celeba_test at the accurate thresholds")
    parser.add_argument("--balanced", type=Path, required=True, help="celeba_test at the balanced thresholds")
    parser.add_argument("--published", type=Path, required=True, help="published_accuracy.csv")
    for name in EXTRA_SETS:
        parser.add_argument(f"--{name.replace('_', '-')}", type=Path)
    parser.add_argument("--manifest", type=Path, default=ROOT / "public" / "models" / "manifest.json")
    parser.add_argument("--out", type=Path, default=ROOT / "MODEL_CARD.md")
    args = parser.parse_args()
    read = lambda path: json.loads(path.read_text())  # noqa: E731
    measured, balanced = read(args.measured), read(args.balanced)
    check(measured, balanced)
    extra = {name: read(path) for name in EXTRA_SETS if (path := getattr(args, name))}
    args.out.write_text(card(read(args.manifest), measured, balanced, extra, read_csv(args.published)))
    print(f"{args.out}: mean accuracy {100 * measured['meanAccuracy']:.1f} %, {len(extra)} further sets")


if __name__ == "__main__":
    main()
