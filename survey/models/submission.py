"""What people sent: accepted submissions, and what could not be accepted."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.models.base import Base
from survey.models.columns import Code, CodeList, Digest, Document, PrimaryKey, Time
from survey.models.institution import Unit
from survey.models.questionnaire import QuestionnaireVersion
from survey.models.round import Round

Uuid = String(36)


class Submission(Base):
    """One accepted submission.

    `content` is what was sent (canonical JSON) without free text, and with the digest of the
    receipt code in place of the code. `sha256` is the digest of the whole content and tells a
    duplicate from a conflict. `response` holds only the answers on the path of the skip rules,
    under the columns of a response file. `review`: empty where nothing was flagged, else `waiting`,
    `counted` or `left_out` (see `services.collecting.review`).

    Of an interview also: who held it, and by how many seconds the phone's clock was behind.
    `content` has the times as sent; `started_at` and `finished_at` are corrected. No name, number
    or network address of a respondent is stored. Once withdrawn, only a tombstone is left.
    """

    __tablename__ = "submission"
    __table_args__ = (Index("ix_submission_round_unit", "round_id", "unit_id"),)

    id: Mapped[str] = mapped_column(Uuid, primary_key=True)
    public_id: Mapped[Code] = mapped_column(unique=True)
    receipt_sha256: Mapped[Digest] = mapped_column(unique=True)
    receipt_shown_at: Mapped[Time | None]
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    questionnaire_version_id: Mapped[int] = mapped_column(ForeignKey("questionnaire_version.id"))
    channel: Mapped[Code]
    language: Mapped[Code]
    outcome: Mapped[Code]
    sha256: Mapped[Digest]
    content: Mapped[str | None] = mapped_column(Text())
    response: Mapped[Document | None]
    started_at: Mapped[Time | None]
    finished_at: Mapped[Time]
    received_at: Mapped[Time]
    consent_at: Mapped[Time | None]
    consent_sha256: Mapped[Digest | None]
    revises: Mapped[str | None] = mapped_column(Uuid)
    withdrawn_at: Mapped[Time | None]
    review: Mapped[Code] = mapped_column(default="", server_default="")
    review_reasons: Mapped[CodeList] = mapped_column(default=(), server_default="")
    enumerator_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    clock_offset: Mapped[int | None]
    demo: Mapped[bool] = mapped_column(default=False)
    round: Mapped[Round] = relationship()
    unit: Mapped[Unit] = relationship()
    questionnaire_version: Mapped[QuestionnaireVersion] = relationship()


class FreeText(Base):
    """What somebody wrote in their own words, stored apart from the other answers.

    Long runs of digits are masked before they are stored (see `services.collecting.free_text`).
    """

    __tablename__ = "free_text"

    submission_id: Mapped[str] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    question: Mapped[Code] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text())


class QuarantinedSubmission(Base):
    """What could not be accepted: the raw content and its problems. Nothing is discarded.

    `raw` has the digest of the receipt code in place of the code; `sha256` is the digest of the
    content as sent, but with long runs of digits masked. `round_code`, `unit_code`: what it claims
    to be about, as far as that could be read. `status`: quarantined, conflict, revised (a
    correction of it was stored) or withdrawn.
    """

    __tablename__ = "quarantined_submission"
    __table_args__ = (UniqueConstraint("claimed_id", "sha256"),)

    id: Mapped[PrimaryKey]
    claimed_id: Mapped[Code]
    sha256: Mapped[Digest]
    round_code: Mapped[Code] = mapped_column(default="", server_default="")
    unit_code: Mapped[Code] = mapped_column(default="", server_default="")
    channel: Mapped[Code]
    raw: Mapped[str] = mapped_column(Text())
    problems: Mapped[list[dict[str, Any]]] = mapped_column(JSON())
    status: Mapped[Code]
    received_at: Mapped[Time] = mapped_column(index=True)
    withdrawn_at: Mapped[Time | None]
    receipt_sha256: Mapped[Digest | None] = mapped_column(index=True)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("round.id"), index=True)
    enumerator_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
