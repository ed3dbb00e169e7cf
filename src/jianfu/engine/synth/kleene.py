"""Truth values of the generator's own intention: yes, no, and cannot be known from what is handed in."""

import numpy as np

from jianfu.engine.synth.cell import Numbers

NO, OPEN, YES = 0.0, 0.5, 1.0


def known(value: Numbers, missing: Numbers | bool = False) -> Numbers:
    """Return yes/no, or open where the evidence was removed."""
    return np.where(missing, OPEN, np.where(value, YES, NO))


def both(*values: Numbers) -> Numbers:
    """Return yes where all are yes, no where one is no, else open."""
    return np.asarray(np.minimum.reduce(np.broadcast_arrays(*values)))


def either(*values: Numbers) -> Numbers:
    """Return yes where one is yes, no where all are no, else open."""
    return np.asarray(np.maximum.reduce(np.broadcast_arrays(*values)))


def opposite(value: Numbers) -> Numbers:
    """Return no for yes and yes for no; open stays open."""
    return 1.0 - value
