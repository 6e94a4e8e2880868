"""Tables, constraints and relationships; no rules, no commits."""

from survey.models.audit import AuditEntry
from survey.models.institution import Institution, InstitutionAlias, Unit, UnitAlias
from survey.models.published import ComplianceScore
from survey.models.questionnaire import QuestionnaireVersion
from survey.models.round import Link, Round
from survey.models.submission import QuarantinedSubmission, Submission
from survey.models.user import User

__all__ = [
    "AuditEntry",
    "ComplianceScore",
    "Institution",
    "InstitutionAlias",
    "Link",
    "QuarantinedSubmission",
    "QuestionnaireVersion",
    "Round",
    "Submission",
    "Unit",
    "UnitAlias",
    "User",
]
