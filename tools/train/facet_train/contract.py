"""The numbers that training and product share, as contract/*.json has them; src/domain/contract.ts reads the same."""

import json

from facet_train.places import ROOT


def read(name: str) -> dict:
    return json.loads((ROOT / "contract" / f"{name}.json").read_text())


ATTRIBUTES = list(read("attributes"))
NETS = read("nets")
CASCADE = read("cascade")
