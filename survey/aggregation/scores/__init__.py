"""From a typed frame to every figure of every group: sums that add up, then the arithmetic.

Nothing is suppressed yet; that is `disclosure`. Estimators for any column are in `design`.
"""
