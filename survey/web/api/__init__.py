"""The API, version 1: for enumerators' phones, and for programs that send as they do."""

from survey.web.api import devices, openapi, returned, sealed_files, submissions, work
from survey.web.api.blueprint import api

__all__ = ["api", "devices", "openapi", "returned", "sealed_files", "submissions", "work"]
