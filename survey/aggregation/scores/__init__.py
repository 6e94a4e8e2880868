"""From a typed frame to every figure of every group: sums that add up, then the arithmetic.

Nothing here is hidden yet; that is `disclosure`. Estimators for any column stand in `design`.
"""
