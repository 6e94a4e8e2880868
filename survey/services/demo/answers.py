"""Synthetic answers: plausible, not real, and marked as demo wherever they show."""

from random import Random

from survey.questionnaire import Definition, Question
from survey.questionnaire.rules import evaluate

_SERVICE_DAYS = ("2024-05-14", "2024-05-20", "2024-06-03")


def interview(
    definition: Definition, quality: float, channel: str, source: Random
) -> dict[str, str | list[str]]:
    """Answer the questions on the path, more favourably where the unit's quality is higher."""
    # In this sample, self-selected online respondents are a little less satisfied.
    quality -= 0.25 if channel in ("online", "kiosk") else 0.0
    answers: dict[str, str | list[str]] = {}
    for question in definition.questions():
        if question.ask_if is None or evaluate(question.ask_if, answers):
            answer = _answer_question(question, quality, source)
            if answer:
                answers[question.key] = answer
    return answers


def _answer_question(question: Question, quality: float, source: Random) -> str | list[str] | None:
    if question.key in ("eligible", "guardian"):
        return "yes"
    if not question.required and source.random() < 0.02:
        return source.choice(question.allow) if question.allow else None
    if question.type == "scale":
        return str(min(4, max(1, round(source.gauss(3.3 + quality, 0.6)))))
    if question.column.startswith("mal_"):
        return "yes" if source.random() < max(0.005, 0.02 - 0.03 * quality) else "no"
    return _by_type(question, source)


def _by_type(question: Question, source: Random) -> str | list[str] | None:
    """Answer a question that measures nothing of the unit's quality."""
    if question.type == "yes_no":
        return source.choice(("yes", "yes", "no"))
    if question.type == "number":
        return str(source.randint(18, 70)) if question.key == "age" else str(source.randint(1, 4))
    if question.type == "date":
        return source.choice(_SERVICE_DAYS)
    if question.type == "one":
        return source.choice(question.choices).value
    if question.type == "several":
        return [source.choice(question.choices).value]
    return None
