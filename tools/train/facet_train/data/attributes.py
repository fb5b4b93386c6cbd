"""The 40 CelebA attributes in the order of the data set's list_attr_celeba.txt."""

from facet_train.contract import ATTRIBUTES

ATTRIBUTE_COUNT = len(ATTRIBUTES)

__all__ = ["ATTRIBUTES", "ATTRIBUTE_COUNT"]
