"""What residents see: a survey, a receipt, and what they can do with it."""

from survey.web.resident import receipt, routes
from survey.web.resident.blueprint import resident

__all__ = ["receipt", "resident", "routes"]
