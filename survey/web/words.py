"""Words for keys, in the language of the page."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from flask_babel import gettext as _

from survey.errors import Problem
from survey.messages import CATALOGUE
from survey.questionnaire import Question
from survey.questionnaire.answers import Answer
from survey.web.language import current


def sector_word(key: str) -> str:
    """Name a sector."""
    words = {
        "health": _("Health"),
        "education": _("Education"),
        "social": _("Social affairs"),
        "licensing": _("Licensing"),
        "civil_registration": _("Civil registration"),
        "land": _("Land"),
        "police": _("Police"),
        "other": _("Other"),
    }
    return str(words.get(key, key))


def grade_words(letter: str) -> str:
    """Return what a grade of the index means (PermenPANRB 14/2017)."""
    words = {"A": _("Very good"), "B": _("Good"), "C": _("Poor"), "D": _("Bad")}
    return str(words.get(letter, ""))


def quadrant_words(key: str) -> str | None:
    """Return what a quadrant means."""
    words = {
        "both": _("compliant and well perceived"),
        "paper_only": _("compliant on paper only"),
        "perceived_only": _("well perceived only"),
        "neither": _("neither compliant nor well perceived"),
    }
    return words.get(key)


def problem_text(problem: Problem) -> str:
    """Return the text of a problem in the language of the page.

    Coded texts are written in Indonesian and English; any other language has them in its
    catalogue, under the English text. Where that is missing, Indonesian is used.
    """
    language, texts = current(), CATALOGUE[problem.code]
    if language in texts:
        return problem.message(language)
    english = texts["en"]
    translated = str(_(english))
    return problem.filled(translated if translated != english else texts["id"], language)


def answer_words(question: Question, answer: Answer) -> str:
    """Return an answer as it was worded on the page."""
    known = {"yes": _("Yes"), "no": _("No")} if question.type == "yes_no" else {}
    known |= {"dont_know": _("Do not know"), "refused": _("Prefer not to answer")}
    known |= {choice.value: in_language(choice.text) for choice in question.choices}
    values = answer if isinstance(answer, list) else [answer]
    return "; ".join(str(known.get(str(value), value)) for value in values)


def in_language(texts: Mapping[str, str]) -> str:
    """Return a text of a questionnaire in the language of the page, else in its first language."""
    return texts.get(current()) or next(iter(texts.values()))


def channel_word(key: str) -> str:
    """Name a channel."""
    words = {
        "interview": _("Interview"),
        "token": _("Personal link"),
        "online": _("Open link"),
        "kiosk": _("Kiosk"),
        "paper": _("Paper"),
    }
    return str(words.get(key, key))


def host(address: str) -> str:
    """Name the site of a source."""
    return urlsplit(address).netloc or address
