"""The two figures of tags.py: recall over IoU, and the response maps over the public-domain photos."""

import numpy as np

from facet_train.findings.plots import BLUE, FAINT, GREEN, ORANGE, PURPLE, plt, save_png, save_svg


def plot_recall(result: dict, folder) -> None:
    figure, axes = plt.subplots(figsize=(6.2, 3.8))
    lines = [("shipped", "LNeto as shipped: boxes and attributes", GREEN, "-"), ("tags", "tags alone: mean of the map", BLUE, "-"),
             ("branch", "tags alone: read through the branch", PURPLE, "-"),
             ("objects", "before the tags: object filters", ORANGE, "--"), ("habit", "one window for all photos", FAINT, ":")]  # fmt: skip
    for key, label, colour, style in lines:
        axes.plot(result["levels"], [100 * r for r in result[key]["recall"]], style, color=colour, label=label)
    axes.set(xlabel="IoU with YuNet's box of the most prominent face, at least", ylabel="recall, % of photos", ylim=(0, 101))
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.16), ncols=2)
    save_svg(figure, folder, "tags")


def plot_maps(rows: list, folder) -> None:
    """Under each photo the map learned from tags with its window, and the shipped net's with the face it implies."""
    figure, axes = plt.subplots(2, len(rows), figsize=(8.6, 4.0))
    for column, (_, photo, *pairs) in enumerate(rows):
        pixels = photo.levels[0]
        for panel, response, box, colour in zip(axes[:, column], pairs[::2], pairs[1::2], ("#ffd54a", "#7df0c0")):
            grey = np.asarray(pixels).mean(2)
            panel.imshow(grey, cmap="gray", vmin=0, vmax=330)
            longest = max(photo.width, photo.height)
            left, top = (photo.width - longest) / 2, (photo.height - longest) / 2
            panel.imshow(response, extent=(left, left + longest, top + longest, top), cmap="inferno", alpha=0.55, vmin=0, vmax=1)
            panel.add_patch(plt.Rectangle(box[:2], *box[2:], fill=False, edgecolor=colour, lw=1.6))
            panel.set(xlim=(0, photo.width), ylim=(photo.height, 0), xticks=[], yticks=[])
    axes[0, 0].set_ylabel("tags alone")
    axes[1, 0].set_ylabel("as shipped")
    figure.tight_layout(pad=0.4)
    save_png(figure, folder, "tags-maps")
