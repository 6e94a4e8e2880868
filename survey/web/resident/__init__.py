"""What residents see: a survey, and a receipt."""

from survey.web.resident.routes import resident

__all__ = ["resident"]
