"""Rounds with their days and links, and the questionnaire versions they ask.

What a questionnaire is stands in `survey.questionnaire`; answers stand in `collecting`.
"""
