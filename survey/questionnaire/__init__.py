"""Questionnaires: their definition, its checks, types of questions, skip rules. Pure."""

from survey.questionnaire.model import Choice, Definition, Ending, Question, Section

__all__ = ["Choice", "Definition", "Ending", "Question", "Section"]
