import copy
import json
from pathlib import Path

from facet_train.report import model_card
import pytest
from facet_train.data.attributes import ATTRIBUTES
from facet_train.report.model_card_tables import recall_of, stress_table

MANIFEST = json.loads((Path(__file__).parents[2] / "public" / "models" / "manifest.json").read_text())


def group(name, photos, error):
    rates = [{"name": n, "errorRate": error, "falsePositiveRate": error, "falseNegativeRate": None} for n in ATTRIBUTES]
    return {"group": name, "photos": photos, "meanAccuracy": 1 - error, "interval": [0.8, 0.9], "meanBalancedAccuracy": None, "attributes": rates}


def grouping(*groups):
    gaps = [{"name": n, "gap": 0.1 if n == "Bald" else 0.01, "worst": groups[-1]["group"], "best": groups[0]["group"]} for n in ATTRIBUTES]
    gaps.sort(key=lambda g: -g["gap"])
    return {"groups": list(groups), "unmeasured": 7, "leastPhotos": 50, "meanAccuracyGap": 0.034, "gaps": gaps}


def report(threshold=0.5):
    attribute = {"accuracy": 0.9, "balancedAccuracy": 0.6, "averagePrecision": 0.5, "baseRate": 0.2, "threshold": threshold, "calibrationError": 0.0123}
    detection = {"rate": 0.99, "rate75": 0.95, "meanIoU": 0.88, "rollMedian": 2.25, "rollP90": 7.0, "falsePerImage": None, "headHoldsFace": 1, "recall": None}
    return {
        "images": 4000,
        "faces": 4100,
        "meanAccuracy": 0.9012,
        "meanBalancedAccuracy": 0.6,
        "meanAveragePrecision": 0.5,
        "interval": {"identities": 900, "meanAccuracy": [0.895, 0.906], "meanBalancedAccuracy": [0.59, 0.61]},
        "calibrationError": 0.0123,
        "detection": detection,
        "attributes": [{"name": n, **attribute} for n in ATTRIBUTES],
        "groups": {
            "maleYoung": grouping(group("Male, Young", 500, 0.1), group("not Male, not Young", 300, 0.134)),
            "skinTone": grouping(group("light", 2000, 0.1), group("dark", 90, 0.12)),
        },
        "msPerImage": 20,
    }


PUBLISHED = [{"attribute": n, "lnets_anet": "87", "dmm_cnn": "91.70"} for n in ATTRIBUTES]
PRESS = {"composites": 60, "faces": 1300, "recall": 0.79, "falsePerComposite": 0.2, "bySize": [{"from": 24, "faces": 600, "recall": 0.68}]}


def test_the_card_says_whether_the_recipe_made_the_nets():
    text = lambda **fields: model_card.card({**MANIFEST, **fields}, report(), report(0.1), {}, PUBLISHED)  # noqa: E731
    assert "Made by the recipe `0123456789ab`" in text(recipe="0123456789ab")
    assert "Not made by the recipe of docs/training.md as a whole" in text(recipe=None)


def test_the_card_has_every_section_and_every_attribute_with_its_figures():
    text = model_card.card(MANIFEST, report(), report(0.1), {"press": PRESS, "lfw": report()}, PUBLISHED)
    for title in ("Model details", "Intended use", "Factors", "Metrics", "Evaluation data", "Training data and terms",
                  "Quantitative analyses", "Ethical considerations", "Known failures", "Caveats and recommendations"):  # fmt: skip
        assert f"## {title}" in text
    assert "{{" not in text
    assert MANIFEST["version"] in text
    row = next(line for line in text.splitlines() if line.startswith("| Bald |"))
    assert row == "| Bald | 20.0 | 80.0 | **90.0** | 60.0 | 60.0 | 50.0 | 0.50 / 0.10 | 0.012 | not studied | 87 | 91.70 |"
    assert sum(text.count(f"\n| {name} | ") for name in ATTRIBUTES) == 3 * 40
    assert "90.1 % (89.5–90.6)" in text and "4000 photos of 900 people" in text


def test_gaps_between_groups_are_stated_and_what_has_no_group_is_counted():
    text = model_card.card(MANIFEST, report(), report(0.1), {}, PUBLISHED)
    assert "mean accuracy 3.4 points" in text
    assert "*Bald* 10.0 points (not Male, not Young against Male, Young)" in text
    assert "7 photos belong to no group" in text


def test_only_measured_sets_have_rows():
    with_press = model_card.card(MANIFEST, report(), report(0.1), {"press": PRESS}, PUBLISHED)
    assert "60 composites, 1300 faces | 79.0 % (from 24 px 68.0)" in with_press and "32.0 % are missed" in with_press
    assert "press photos of 2–40" not in model_card.card(MANIFEST, report(), report(0.1), {}, PUBLISHED)


def test_the_card_agrees_with_the_page_on_reliability_and_what_is_perceived():
    text = model_card.card(MANIFEST, report(), report(0.1), {}, PUBLISHED)
    assert next(line for line in text.splitlines() if line.startswith("| Oval_Face |")).count("low: two annotators") == 1
    assert "*Male*" in text.split("perceived")[0] and "perceived appearance" in text
    with pytest.raises(SystemExit, match="no entry found"):
        model_card.read_reliability("export const LABEL_RELIABILITY = {};")
    with pytest.raises(SystemExit, match="Tall"):
        model_card.read_reliability("Tall: { level: 'low', finding: 'random-agreement' },")


def test_reports_that_do_not_belong_together_are_refused():
    short = report(0.1)
    short["images"] = 100
    with pytest.raises(SystemExit, match="4000 photos, --balanced of 100"):
        model_card.check(report(), short)
    swapped = copy.deepcopy(report())
    swapped["attributes"].reverse()
    with pytest.raises(SystemExit, match="--measured: 40 attributes, or in another order"):
        model_card.check(swapped, report(0.1))
    old = {k: v for k, v in report().items() if k != "groups"}
    with pytest.raises(SystemExit, match="has no groups"):
        model_card.check(old, report(0.1))


def test_a_template_and_its_parts_must_match():
    assert model_card.fill("a {{one}} b", {"one": "1"}) == "a 1 b"
    with pytest.raises(SystemExit, match="template and parts differ: one, two"):
        model_card.fill("a {{one}}", {"two": "2"})


def test_recall_follows_from_what_is_reported():
    # 100 faces, 20 with the attribute, 5 of them found, 4 of the 80 others too.
    attribute = {"baseRate": 0.2, "accuracy": 0.81, "balancedAccuracy": (5 / 20 + 76 / 80) / 2}
    assert recall_of(attribute) == pytest.approx(0.25)
    assert recall_of({**attribute, "baseRate": 0.5}) is None


def test_the_stress_table_has_a_row_a_variation_with_what_it_must_be():
    must = {"found": 0.96, "labels": 2, "falseFaces": 0.05}
    row = {"name": "upside down", "must": must, "photos": 60, "faces": 60, "found": 0.9667, "falseFaces": 0.0167, "rollError": 2.34, "labels": 0.5, "looks": 4, "ms": 20}
    bare = {**row, "name": "chat", "must": {"found": 1, "falseFaces": 0.05}, "rollError": None, "labels": None}
    lines = stress_table({"rows": [row, bare]}).splitlines()
    assert lines[2] == "| upside down | 60, 60 | 96.7 % (must: 96) | 0.017 (must: 0.05) | 2.3° | 0.5 (must: 2) | 4.0 |"
    assert lines[3] == "| chat | 60, 60 | 96.7 % (must: 100) | 0.017 (must: 0.05) | – | – | 4.0 |"
    assert "Not measured" in stress_table(None)
