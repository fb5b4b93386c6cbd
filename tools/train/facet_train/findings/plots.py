"""How the figures look: one light surface with dark ink, so that they can be read on a light and on a dark page."""

import io
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
from PIL import Image  # noqa: E402

SURFACE, INK, FAINT = "#fcfcfa", "#24292f", "#8a9099"
BLUE, ORANGE, GREEN, PURPLE = "#2767b0", "#c8620a", "#14805e", "#7d4fb0"
MOST_BYTES = 100_000

plt.rcParams.update(
    {
        "figure.facecolor": SURFACE, "axes.facecolor": SURFACE, "savefig.facecolor": SURFACE, "text.color": INK,
        "axes.edgecolor": FAINT, "axes.labelcolor": INK, "axes.titlecolor": INK, "xtick.color": INK, "ytick.color": INK,
        "axes.spines.top": False, "axes.spines.right": False, "axes.titlesize": 10, "axes.titlelocation": "left",
        "font.size": 9, "font.family": "sans-serif", "legend.frameon": False, "lines.linewidth": 1.8,
        "svg.fonttype": "none", "svg.hashsalt": "findings",
    }
)  # fmt: skip


def plain(name: str) -> str:
    return name.replace("_", " ")


def check_size(path: Path) -> None:
    if path.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{path} has {path.stat().st_size} bytes; a figure may have {MOST_BYTES}")


def save_svg(figure, folder: Path, name: str) -> None:
    path = folder / f"{name}.svg"
    figure.savefig(path, bbox_inches="tight", metadata={"Date": None, "Creator": None})
    plt.close(figure)
    # Matplotlib ends lines of numbers with a space, and lists fonts that a page needn't have.
    path.write_text("\n".join(line.rstrip() for line in path.read_text().splitlines()) + "\n")
    check_size(path)


def save_png(figure, folder: Path, name: str, colours: int = 64) -> None:
    """Photos as a PNG of few colours: small, and good enough for a map laid over them."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=100, bbox_inches="tight")
    plt.close(figure)
    picture = Image.open(buffer).convert("RGB").quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    picture.save(folder / f"{name}.png", optimize=True)
    check_size(folder / f"{name}.png")
