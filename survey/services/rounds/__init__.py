"""Rounds with their days and links, and the questionnaire versions they ask.

What a questionnaire is, is defined in `survey.questionnaire`; answers are in `collecting`.
"""
