"""Learning: what kind of text this is, from labelled examples in the repository. See docs/understanding.md.

`features` turns a text into numbered features, `Weights` scores them; `training` makes the weights, at home.
"""

from coach.learning.features import WORD, features
from coach.learning.kin import kin
from coach.learning.weights import Weights, WeightsFile

__all__ = ["WORD", "Weights", "WeightsFile", "features", "kin"]
