"""The Ombudsman's published scores: methods as data, one score per key, joined with ours.

A published zone or category is never recomputed; see `methods`.
"""
