"""Institutions, units and the Ombudsman's published scores: imported, found, chosen among.

How a score is graded stands in `survey.aggregation.grade`; nothing here knows a round.
"""
