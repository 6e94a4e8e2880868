"""The interface for programs, version 1: phones of enumerators, and what sends as they do."""

from survey.web.api import devices, openapi, returned, sealed_files, submissions, work
from survey.web.api.blueprint import api

__all__ = ["api", "devices", "openapi", "returned", "sealed_files", "submissions", "work"]
