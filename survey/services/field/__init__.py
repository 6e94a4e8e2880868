"""Enumerators and their phones: assignments, devices, sealed batches, returned interviews.

Interviews are accepted in `collecting`; the app itself is in `survey/static/js/field`.
"""
