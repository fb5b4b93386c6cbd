"""The tables of MODEL_CARD.md, as Markdown, from what `npm run evaluate` wrote. Fractions come in, percent goes out."""

from facet_train.data.attributes import ATTRIBUTES

NET_ROLES = {"lneto": "head-and-shoulders in the photo", "lnets": "face and tilt in a head", "anet": "face to features", "svm": "features to 40 attributes"}
FINDINGS = {
    "random-agreement": "two annotators agree as by chance",
    "beards-mislabelled": 'up to 40 % of "has a beard" wrong',
    "open-mouths-mislabelled": 'about 20 % of "open" wrong',
}
# A set counts as found less often than not, and as rarely found, below these recalls at the default threshold.
HALF, WORST_GAPS = 0.5, 5


def percent(fraction: float | None, digits: int = 1) -> str:
    return "–" if fraction is None else f"{100 * fraction:.{digits}f}"


def interval(ends: list[float] | None) -> str:
    return f" ({percent(ends[0])}–{percent(ends[1])})" if ends else ""


def table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def net_table(manifest: dict) -> str:
    rows = []
    for net, entry in manifest["nets"].items():
        shape = "×".join(str(n) for n in entry["inputShape"][1:])
        size = sum(f["bytes"] for f in entry["files"])
        rows.append([net, NET_ROLES[net], shape, f"{entry['multiplyAdds'] / 1e6:.1f} M", f"{size / 1024:.0f} KiB"])
    nets = manifest["nets"].values()
    total = sum(f["bytes"] for e in nets for f in e["files"])
    rows.append(["**all**", "one look, one face", "", f"{sum(e['multiplyAdds'] for e in nets) / 1e6:.1f} M", f"{total / 1024:.0f} KiB"])
    return table(["net", "what it does", "input", "multiply-adds", "files"], rows)


def recall_of(attribute: dict) -> float | None:
    """Share found of the faces that have the attribute: follows from accuracy, balanced accuracy and base rate."""
    base = attribute["baseRate"]
    if abs(2 * base - 1) < 1e-6 or base in (0, 1):
        return None
    return (attribute["accuracy"] - 2 * attribute["balancedAccuracy"] * (1 - base)) / (2 * base - 1)


def reliability_text(reliability: dict, name: str) -> str:
    if name not in reliability:
        return "not studied"
    level, finding = reliability[name]
    return f"{level}: {FINDINGS[finding]}" if finding in FINDINGS else level


def attribute_table(measured: dict, balanced: dict, published: dict, reliability: dict) -> str:
    rows, majorities, above = [], [], 0
    for accurate, other in zip(measured["attributes"], balanced["attributes"]):
        name, base = accurate["name"], accurate["baseRate"]
        majorities.append(max(base, 1 - base))
        above += accurate["accuracy"] > majorities[-1]
        rows.append([
            name,
            percent(base),
            percent(majorities[-1]),
            f"**{percent(accurate['accuracy'])}**" + ("" if accurate["accuracy"] > majorities[-1] else " ▼"),
            percent(accurate["balancedAccuracy"]),
            percent(other["balancedAccuracy"]),
            percent(accurate["averagePrecision"]),
            f"{accurate['threshold']:.2f} / {other['threshold']:.2f}",
            f"{accurate['calibrationError']:.3f}",
            reliability_text(reliability, name),
            published[name]["lnets_anet"],
            published[name]["dmm_cnn"],
        ])
    bases = [a["baseRate"] for a in measured["attributes"]]
    column = lambda key: f"{sum(float(published[n][key]) for n in ATTRIBUTES) / len(ATTRIBUTES):.1f}"  # noqa: E731
    rows.append([
        "**mean**",
        percent(sum(bases) / len(bases)),
        percent(sum(majorities) / len(majorities)),
        f"**{percent(measured['meanAccuracy'])}**",
        percent(measured["meanBalancedAccuracy"]),
        percent(balanced["meanBalancedAccuracy"]),
        percent(measured["meanAveragePrecision"]),
        "",
        f"{measured['calibrationError']:.3f}",
        "",
        column("lnets_anet"),
        column("dmm_cnn"),
    ])
    header = ["attribute", "base rate", "majority", "accuracy", "balanced accuracy", "… at the balanced thresholds", "AP"]
    header += ["thresholds: accurate / balanced", "calibration error", "label reliability", "LNets+ANet (paper)", "DMM-CNN"]
    note = (
        f"{measured['images']} photos of `celeba_test`, the whole cascade. Percent, but for thresholds and calibration error. "
        f"Above the majority answer of this set: {above} of {len(ATTRIBUTES)}; ▼ marks the others. LNets+ANet and DMM-CNN (the best published "
        "full table) are published accuracies on the whole official test partition."
    )
    return f"{note}\n\n{table(header, rows)}"


def attribute_rows(name: str, report: dict | None, how: str) -> list[list[str]]:
    if report is None:
        return []
    ends = report.get("interval")
    accuracy = f"{percent(report['meanAccuracy'])} %" + interval(ends and ends["meanAccuracy"])
    balanced = f"{percent(report['meanBalancedAccuracy'])} %" + interval(ends and ends["meanBalancedAccuracy"])
    photos = f"{report['images']} photos" + (f" of {ends['identities']} people" if ends else "")
    return [[name, photos, how, accuracy, balanced, f"{report['calibrationError']:.3f}"]]


def detection_rows(name: str, report: dict | None) -> list[list[str]]:
    if report is None:
        return []
    if "composites" in report:
        sizes = ", ".join(f"from {s['from']} px {percent(s['recall'])}" for s in report["bySize"] if s["faces"])
        found = f"{percent(report['recall'])} % ({sizes})"
        return [[name, f"{report['composites']} composites, {report['faces']} faces", found, "", "", f"{report['falsePerComposite']:.3f}"]]
    d = report["detection"]
    degrees = lambda value: "–" if value is None else f"{value:.1f}°"  # noqa: E731
    found = "" if d["rate"] is None else f"{percent(d['rate'])} %; IoU ≥ 0.75: {percent(d['rate75'])} %"
    roll = "" if d["rollMedian"] is None else f"{degrees(d['rollMedian'])}, {degrees(d['rollP90'])}"
    false = "" if d["falsePerImage"] is None else f"{d['falsePerImage']:.4f}"
    iou = "" if d["meanIoU"] is None else f"{d['meanIoU']:.3f}"
    return [[name, f"{report['images']} photos", found, iou, roll, false]]


def sets_table(measured: dict, balanced: dict, extra: dict) -> str:
    rows = [
        *attribute_rows("`celeba_test`", measured, "as shipped"),
        *attribute_rows("`celeba_test`", balanced, "balanced thresholds"),
        *attribute_rows("`celeba_wild_test`", extra.get("wild"), "as shipped"),
        *attribute_rows("`lfw_test`", extra.get("lfw"), "as shipped, untouched"),
        *attribute_rows("`lfw_test`", extra.get("lfw_svm"), "SVMs fitted again on `lfw_train`, nets frozen"),
    ]
    found = [
        *detection_rows("`celeba_test`", measured),
        *detection_rows("`celeba_wild_test`", extra.get("wild")),
        *detection_rows("held-out photos without people", extra.get("negatives")),
        *detection_rows("composites of 2–9 scenes at 640 px", extra.get("scenes")),
        *detection_rows("group photos of 10–60 people at 4,000 px", extra.get("group")),
        *detection_rows("press photos of 2–40 people at 640 px", extra.get("press")),
    ]
    attributes = table(["set", "size", "how", "mean accuracy (95 % interval)", "balanced accuracy", "calibration error"], rows)
    faces = table(["set", "size", "faces found, IoU ≥ 0.5", "mean IoU of the found", "roll error, median and 90th percentile", "false faces a photo"], found)
    return f"{attributes}\n\n{faces}"


def bound(value: str, least: str) -> str:
    return f"{value} (must: {least})"


def stress_table(stress: dict | None) -> str:
    """What `npm run evaluate -- --stress` measured; a dash where nothing was or nothing is asked."""
    if stress is None:
        return "Not measured."
    number = lambda value, digits, unit="": "–" if value is None else f"{value:.{digits}f}{unit}"  # noqa: E731
    rows = []
    for row in stress["rows"]:
        must, asked = row["must"], row["must"].get("labels")
        labels = number(row["labels"], 1)
        rows.append([
            row["name"], f"{row['photos']}, {row['faces']}",
            bound(f"{percent(row['found'])} %", f"{percent(must['found'], 0)}"),
            bound(number(row["falseFaces"], 3), f"{must['falseFaces']}"),
            number(row["rollError"], 1, "°"),
            labels if asked is None else bound(labels, f"{asked}"),
            number(row["looks"], 1),
        ])  # fmt: skip
    header = ["variation", "photos, faces", "found, IoU ≥ 0.5", "false a photo", "roll error, median", "labels of 40 that change", "looks"]
    return table(header, rows)


def group_tables(grouping: dict) -> str:
    """How the groups do on the whole, the gaps in words, and the error rate of each attribute in each group."""
    groups = grouping["groups"]
    overall = [
        [g["group"], str(g["photos"]), f"{percent(g['meanAccuracy'])} %{interval(g['interval'])}", f"{percent(g['meanBalancedAccuracy'])} %"]
        for g in groups
    ]
    errors = [{a["name"]: a["errorRate"] for a in g["attributes"]} for g in groups]
    gap_of = {g["name"]: g for g in grouping["gaps"]}
    rows = [[n, *(percent(e[n]) for e in errors), percent(gap_of[n]["gap"]) if n in gap_of else "–"] for n in ATTRIBUTES]
    largest = "; ".join(f"*{g['name']}* {percent(g['gap'])} points ({g['worst']} against {g['best']})" for g in grouping["gaps"][:WORST_GAPS])
    least = f"groups of at least {grouping['leastPhotos']} photos"
    gap = grouping["meanAccuracyGap"]
    stated = f"**Gaps**, between {least}: mean accuracy {percent(gap)} points. Error rates differ most for {largest}." if gap is not None else f"No gap is stated: there are fewer than two {least}."
    unmeasured = f" {grouping['unmeasured']} photos belong to no group." if grouping["unmeasured"] else ""
    full = table(["error rate, %", *(g["group"] for g in groups), "gap"], rows)
    return (
        f"{table(['group', 'photos', 'mean accuracy (95 % interval)', 'mean balanced accuracy'], overall)}\n\n{stated}{unmeasured}\n\n"
        f"<details><summary>Error rate of each attribute in each group</summary>\n\n{full}\n\n</details>"
    )


def failures(measured: dict, extra: dict, reliability: dict) -> str:
    """What the measurements themselves show to fail."""
    lines = []
    by_recall = sorted((r, a["name"]) for a in measured["attributes"] if (r := recall_of(a)) is not None)
    rare = [f"*{name}* ({percent(r, 0)} %)" for r, name in by_recall if r < HALF]
    if rare:
        lines.append(
            "- **Present, but not said.** At the default thresholds fewer than half of the faces that have it are found to have "
            f"{', '.join(rare)}. The balanced thresholds find more, at the price of false ones."
        )
    low = [f"*{name}*" for name in ATTRIBUTES if name in reliability and reliability[name][0] == "low"]
    lines.append(f"- **Nobody agrees what it is.** {', '.join(low)}: the labels themselves are unreliable, so a confident score is confident about a coin toss.")
    for key, what in (("scenes", "composites of scenes"), ("group", "group photos"), ("press", "grainy press photos")):
        sizes = [s for s in extra.get(key, {}).get("bySize", []) if s["faces"]]
        if sizes:
            lines.append(
                f"- **Small faces in {what}.** Of the faces from {sizes[0]['from']} px, the smallest measured, {percent(1 - sizes[0]['recall'])} % are missed; "
                f"of those from {sizes[-1]['from']} px {percent(1 - sizes[-1]['recall'])} %."
            )
    return "\n".join(lines)
