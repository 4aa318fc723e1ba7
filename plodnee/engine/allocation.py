"""One repayment, shared among the creditor funds of a contract to the last satang."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

OWED_MAX_SATANG = 3_037_000_499  # its square is the largest that fits int64: 30.37 million baht


def share_repayment(amount_satang: int, owed_satang: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each creditor fund's share of one repayment, in proportion to what it is owed.

    Shapes:  owed_satang (F,), one entry per fund, F >= 1; result (F,), same order.
    Units:   satang; the total owed is at most OWED_MAX_SATANG, so products fit int64.
    Ensures: shares sum to the amount, none above its debt; spare satang by largest remainder.
    Raises:  ValueError if an entry is negative or the amount is not within the total owed.
    Source:  policy/sharing.toml: the contract's rule; the law sets none between creditors.
    """
    owed_total = sum(int(owed) for owed in owed_satang)
    if owed_satang.min() < 0 or not 0 < amount_satang <= owed_total <= OWED_MAX_SATANG:
        raise ValueError(f"cannot share {amount_satang} satang among {owed_total} owed")
    shares, remainders = np.divmod(owed_satang * amount_satang, owed_total)
    spare = amount_satang - int(shares.sum())
    shares[np.argsort(-remainders, kind="stable")[:spare]] += 1  # ties go to the earlier fund
    return shares


def split_in_proportion(amount_satang: int, weights: Sequence[int]) -> list[int]:
    """An amount in proportion to weights, whole satang, whatever the weights come to.

    Units:   satang for both; a weight may be 0.
    Ensures: the shares sum to the amount; spare satang by largest remainder, ties to the earlier.
    Raises:  ValueError if the amount or a weight is negative, or every weight is 0.
    Source:  policy/sharing.toml.
    """
    whole = sum(weights)
    if amount_satang < 0 or min(weights, default=0) < 0 or whole == 0:
        raise ValueError(f"cannot split {amount_satang} satang by {list(weights)}")
    shares = [amount_satang * weight // whole for weight in weights]
    remainders = [amount_satang * weight % whole for weight in weights]
    spare = amount_satang - sum(shares)
    for place in sorted(range(len(weights)), key=lambda at: -remainders[at])[:spare]:
        shares[place] += 1
    return shares
