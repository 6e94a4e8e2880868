"""Institutions, units and the Ombudsman's published scores: imported, found, chosen among.

How a score is graded is in `survey.aggregation.grade`; nothing here knows about rounds.
"""
