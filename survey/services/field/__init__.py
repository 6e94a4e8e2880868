"""Enumerators and their phones: assignments, devices, sealed batches, what came back.

An interview is accepted in `collecting`; the app itself stands in `survey/static/js/field`.
"""
