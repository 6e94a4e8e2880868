"""Made-up answers for the tests of the analyses."""

import numpy as np
import pandas as pd

from survey.instrument import CHANNELS, ELEMENTS, FORM_COLUMNS


def answers(seed: int, n: int = 40, missing: float = 0.0, low: float = 0.0) -> pd.DataFrame:
    """Answer every item at random, some not at all; `low` pulls answers down."""
    rng = np.random.default_rng(seed)
    person = rng.normal(0, 0.6, (n, 1))
    made = np.clip(np.rint(3 - low + person + rng.normal(0, 0.7, (n, 9))), 1, 4)
    forms = (rng.random((n, 10)) < 0.1).astype(float)
    frame = pd.DataFrame(np.hstack([made, forms]), columns=[*ELEMENTS, *FORM_COLUMNS]).astype(int)
    holes = rng.random(frame.shape) < missing
    reasons = -rng.integers(1, 5, frame.shape)
    frame = pd.DataFrame(np.where(holes, reasons, frame), columns=frame.columns)
    frame["channel"] = rng.choice(CHANNELS, n)
    frame["unit"] = rng.choice(["u1", "u2", "u3"], n)
    return frame


def fixed() -> pd.DataFrame:
    """Give 60 rows that need no random numbers, as R was given them."""
    i = np.arange(60)
    frame = pd.DataFrame({"stratum": i % 3, "psu": i % 12, "w": 1 + (i * 7) % 5})
    for k, name in enumerate(ELEMENTS):
        frame[name] = (i * (k + 3) + i * i + (i // 7) * k + k) % 5
        frame.loc[frame[name] == 0, name] = -1 - (i[frame[name] == 0] % 4)
    for k, name in enumerate(FORM_COLUMNS):
        made = (i * (k + 2) + i * i * (k + 1)) % 7
        frame[name] = np.where(made == 3, -1, (made == 0).astype(int))
    frame["channel"] = np.array(CHANNELS)[(i * 3 + i // 5) % 5]
    return frame
