"""Printed matter: QR codes, posters and one-time slips, from plain data to PDF."""

from survey.prints.posters import Poster, posters
from survey.prints.slips import Slip, slips

__all__ = ["Poster", "Slip", "posters", "slips"]
