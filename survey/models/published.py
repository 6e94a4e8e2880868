"""Compliance scores of the Ombudsman, as published, each with its source."""

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.models.base import Base
from survey.models.columns import Code, Digest, PrimaryKey, Time
from survey.models.institution import Institution, Unit


class ComplianceScore(Base):
    """One published score; score and maximum are stored as exact text.

    Different scores for one institution or unit and year coexist until one is `chosen`; until then
    none is used. `sha256` covers what was published, so that importing the same file twice
    changes nothing.
    """

    __tablename__ = "compliance_score"
    __table_args__ = (Index("ix_compliance_score_key", "year", "institution_id", "unit_id"),)

    id: Mapped[PrimaryKey]
    sha256: Mapped[Digest] = mapped_column(unique=True)
    year: Mapped[int]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    method: Mapped[Code]
    score: Mapped[Code]
    maximum: Mapped[Code]
    zone: Mapped[Code]
    category: Mapped[Code]
    source_url: Mapped[str] = mapped_column(Text())
    note: Mapped[str] = mapped_column(Text(), default="")
    chosen: Mapped[bool] = mapped_column(default=False)
    imported_at: Mapped[Time]
    institution: Mapped[Institution] = relationship()
    unit: Mapped[Unit | None] = relationship()
