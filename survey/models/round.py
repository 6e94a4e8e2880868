"""Rounds of a survey, and the links that open it for one unit."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.models.base import Base
from survey.models.columns import Code, NameText, PrimaryKey, Time
from survey.models.institution import Unit
from survey.models.questionnaire import QuestionnaireVersion


class Round(Base):
    """A round, open from the first to the last day (both included).

    `grace_days`: how long after the last day an interview finished in time is accepted.
    `min_n`: the smallest base that is published. `retention_on`: when answers are erased.
    """

    __tablename__ = "round"
    __table_args__ = (
        CheckConstraint("opens_on <= closes_on", name="days"),
        CheckConstraint("min_n >= 1", name="min_n"),
        CheckConstraint("grace_days >= 0", name="grace"),
    )

    id: Mapped[PrimaryKey]
    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[NameText]
    compliance_year: Mapped[int]
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    closed_at: Mapped[Time | None]
    grace_days: Mapped[int] = mapped_column(default=30)
    min_n: Mapped[int] = mapped_column(default=10)
    retention_on: Mapped[date]
    contact: Mapped[NameText] = mapped_column(default="")
    demo: Mapped[bool] = mapped_column(default=False)
    links: Mapped[list["Link"]] = relationship(back_populates="round")


class Link(Base):
    """The links of one unit in one round, on the version published when they were made.

    `slug` is the open link (poster), `kiosk_slug` that of a shared device at a counter.
    """

    __tablename__ = "link"
    __table_args__ = (UniqueConstraint("round_id", "unit_id", "questionnaire_version_id"),)

    id: Mapped[PrimaryKey]
    slug: Mapped[Code] = mapped_column(unique=True)
    kiosk_slug: Mapped[Code] = mapped_column(unique=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    questionnaire_version_id: Mapped[int] = mapped_column(ForeignKey("questionnaire_version.id"))
    round: Mapped[Round] = relationship(back_populates="links")
    unit: Mapped[Unit] = relationship()
    questionnaire_version: Mapped[QuestionnaireVersion] = relationship()
