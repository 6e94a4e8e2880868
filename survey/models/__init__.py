"""Tables, constraints and relationships; no rules, no commits."""

from survey.models.attempt import Attempt
from survey.models.audit import AuditEntry
from survey.models.base import Base
from survey.models.device import Assignment, Device
from survey.models.institution import Institution, InstitutionAlias, Unit, UnitAlias
from survey.models.published import ComplianceScore
from survey.models.questionnaire import QuestionnaireVersion
from survey.models.round import Link, Round
from survey.models.round_key import RoundKey
from survey.models.submission import FreeText, QuarantinedSubmission, Submission
from survey.models.token import Token, TokenBatch
from survey.models.user import User

__all__ = [
    "Assignment",
    "Attempt",
    "AuditEntry",
    "Base",
    "ComplianceScore",
    "Device",
    "FreeText",
    "Institution",
    "InstitutionAlias",
    "Link",
    "QuarantinedSubmission",
    "QuestionnaireVersion",
    "Round",
    "RoundKey",
    "Submission",
    "Token",
    "TokenBatch",
    "Unit",
    "UnitAlias",
    "User",
]
