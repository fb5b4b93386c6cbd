"""The tables and phrases of docs/findings.md, from the experiments' JSON files."""

from facet_train.data.attributes import ATTRIBUTES


def plain(name: str) -> str:
    return name.replace("_", " ")


def table(header: list[str], rows: list[list]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def percent(value: float, digits: int = 1) -> str:
    return f"{100 * value:.{digits}f} %"


def spread(part: dict) -> str:
    return f"{100 * part['mean']:.1f} ({100 * part['low']:.1f}–{100 * part['high']:.1f})"


def pretraining(p: dict) -> dict[str, str]:
    lneto, anet = p["lneto"], p["anet"]
    rows = [[f"LNeto from {s}", *(spread(r[k]) for k in ("iou50", "iou75", "meanIou", "accuracy"))] for s, r in lneto.items()]
    rows += [[f"ANet from {s}", "", "", "", spread(r["accuracy"])] for s, r in anet.items()]
    majority = f"{100 * p['majority']['lneto']:.1f} on LNeto's scenes, {100 * p['majority']['anet']:.1f} on ANet's faces"
    rows.append(["always the majority answer", "", "", "", majority])

    def change(net: dict, key: str) -> float:
        before, after = net.values()
        return 100 * (after[key]["mean"] - before[key]["mean"])

    widest = max(r["accuracy"]["high"] - r["accuracy"]["low"] for r in anet.values()) * 100
    minutes = {net: sum(r["minutes"]["mean"] for r in p[net].values()) / len(p[net]) for net in ("lneto", "anet")}
    relation = "more than" if abs(change(anet, "accuracy")) > widest else "less than"
    return {
        "pretraining": table(["%, mean of the seeds (lowest–highest)", "IoU ≥ 0.5", "IoU ≥ 0.75", "mean IoU", "attribute accuracy"], rows),
        "minutes": f"{minutes['lneto']:.0f} and {minutes['anet']:.0f} minutes a run on two cores",
        "lnetoChange": f"{change(lneto, 'iou50'):+.1f}",
        "branchChange": f"{change(lneto, 'accuracy'):+.1f}",
        "anetChange": f"{change(anet, 'accuracy'):+.1f}",
        "anetSpread": relation,
    }


def tags(g: dict) -> dict[str, str]:
    names = {"tags": "tags alone, mean of the map", "branch": "tags alone, read through the branch", "objects": "before the tags", "habit": "one window for all photos", "shipped": "LNeto as shipped"}
    rows = [[label, *(percent(g[k][m]) for m in ("iou30", "iou50")), f"{g[k]['meanIou']:.3f}"] for k, label in names.items()]
    return {"tags": table(["window from", "recall, IoU ≥ 0.3", "IoU ≥ 0.5", "mean IoU"], rows)}


def found(row: dict) -> list[str]:
    return [f"{'not ' if row['inverse'] else ''}{plain(row['attribute'])}", percent(row["precision"]), percent(row["base"])]


def filters(f: dict) -> dict[str, str]:
    header = ["answers to", "average precision", "chance"]
    clusters = []
    for c in f["clusters"]:
        more = ", ".join(f"{plain(m['attribute'])} {percent(m['share'], 0)} ({percent(m['overall'], 0)})" for m in c["more"])
        clusters.append([c["number"], c["photos"], more or "nothing in particular", ", ".join(c["examples"]) or "–"])
    return {
        "filters": table(["filter", *header], [[r["filter"], *found(r)] for r in f["single"][:8]]),
        "detectors": table(["filter", "finds", *header[1:]], [[r["filter"], *found(r)] for r in f["detectors"][:12]]),
        "filterGroups": table(["filters", *header], [[", ".join(map(str, r["filters"])), *found(r)] for r in f["groups"]]),
        "clusters": table(["pattern", "photos", "more frequent in it (in all photos)", "of the examples"], clusters),
    }


def neurons(n: dict) -> dict[str, str]:
    def few(part: dict, share: float) -> dict:
        return next(f for f in part["few"] if f["share"] == share)

    def kept(part: dict, measure: str) -> str:
        return percent(few(part, 0.1)[measure] / few(part, 1.0)[measure])

    before, after = n["before"], n["after"]
    best = sorted(ATTRIBUTES, key=lambda a: -(after["attributes"][a]["bestGain"] or 0))
    part = [[plain(a), *(v for p in (before, after) for v in (p["attributes"][a]["neurons"], percent(p["attributes"][a]["bestGain"] or 0)))] for a in best[:12]]
    rows = [[b["neurons"], *(percent(x[m]) for x in (b, a) for m in ("accuracy", "precision"))] for b, a in zip(before["few"], after["few"])]
    return {
        "neurons": table(["attribute (the twelve best)", "neurons before", "best above chance", "neurons after", "best above chance"], part),
        "few": table(["neurons each", "before: accuracy", "average precision", "after: accuracy", "average precision"], rows),
        "keptAccuracy": kept(after, "accuracy"),
        "keptPrecision": kept(after, "precision"),
        "keptBefore": kept(before, "precision"),
        "enriched": ", ".join(f"{percent(float(level), 0)}: {before['above'][level]} → {after['above'][level]}" for level in after["above"]),
    }


def sparse(s: dict) -> dict[str, str]:
    rows = [[f"{step['neurons']:.1f}", percent(step["accuracy"], 2), percent(step["precision"])] for step in s["path"]]
    rows.append(["2048", percent(s["full"]["accuracy"], 2), percent(s["full"]["precision"])])
    near = {n: r["neurons"] for n, r in s["attributes"].items() if r["reached"]}
    ten = [n for n, count in near.items() if count <= 10]
    hundred = [n for n, count in near.items() if count <= 100]
    text = f"Within half a point of that come {len(ten)} attributes with at most ten neurons, {len(hundred)} with at most a hundred"
    text += f", {len(near)} anywhere on the path."
    return {"sparse": table(["neurons an attribute", "accuracy", "mean average precision"], rows), "explained": text}


def groups(g: dict) -> dict[str, str]:
    def pairs(items: list) -> str:
        return ", ".join(f"{plain(a)} and {plain(b)} ({value:+.2f})" for a, b, value in items)

    shared = [group for group in g["groups"] if len(group) > 1]
    alone = [plain(group[0]) for group in g["groups"] if len(group) == 1]
    lines = [f"- {', '.join(map(plain, group))}" for group in shared]
    if alone:
        lines.append(f"- each alone: {', '.join(alone)}")
    return {"groups": "\n".join(lines), "groupCount": str(len(g["groups"])), "closest": pairs(g["closest"]), "opposed": pairs(g["opposed"])}


def regions(r: dict) -> dict[str, str]:
    def points(items: list) -> str:
        return ", ".join(f"{plain(name)} {100 * value:+.1f}" for name, value in items)

    names = ("one global mean", "2 × 2 regions", "4 × 4 regions, as shipped")
    rows = [[name, p["features"], percent(p["accuracy"], 2), percent(p["precision"])] for name, p in zip(names, r["pooling"])]
    where = [f"{i + 1}. {', '.join(map(plain, r['strongestRow'][row])) or 'none'}" for i, row in enumerate(r["strongestRow"])]
    return {
        "rows": "\n".join(where),
        "pooling": table(["pooled to", "features", "accuracy", "mean average precision"], rows),
        "gainMost": points(r["gainMost"]),
        "gainLeast": points(r["gainLeast"]),
    }


# The letter by which the template calls an experiment's JSON, and what makes its tables.
SECTIONS = {
    "pretraining": ("p", pretraining), "tags": ("g", tags), "filters": ("f", filters), "neurons": ("n", neurons),
    "sparse": ("s", sparse), "groups": ("q", groups), "regions": ("r", regions),
}  # fmt: skip
