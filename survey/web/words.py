"""Words for keys, in the language of the page."""

from urllib.parse import urlsplit

from flask_babel import gettext as _


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
    """Say what a grade of the index means (PermenPANRB 14/2017)."""
    words = {"A": _("Very good"), "B": _("Good"), "C": _("Poor"), "D": _("Bad")}
    return str(words.get(letter, ""))


def quadrant_words(key: str) -> str | None:
    """Say what a quadrant means."""
    words = {
        "both": _("compliant and well perceived"),
        "paper_only": _("compliant on paper only"),
        "perceived_only": _("well perceived only"),
        "neither": _("neither compliant nor well perceived"),
    }
    return words.get(key)


def host(address: str) -> str:
    """Name the site of a source."""
    return urlsplit(address).netloc or address
