"""Institutions and their service units, with every spelling they are known by."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.models.base import Base
from survey.models.columns import Code, NameText, PrimaryKey


class Institution(Base):
    """A government or vertical body. `name_key` is the normalised name.

    `list_complete`: its registered units are all its assessed units, so that their mean may
    stand in for a score of its own.
    """

    __tablename__ = "institution"

    id: Mapped[PrimaryKey]
    code: Mapped[Code | None] = mapped_column(unique=True)
    name: Mapped[NameText]
    name_key: Mapped[NameText] = mapped_column(unique=True)
    list_complete: Mapped[bool] = mapped_column(default=False)
    demo: Mapped[bool] = mapped_column(default=False)
    units: Mapped[list["Unit"]] = relationship(back_populates="institution")
    aliases: Mapped[list["InstitutionAlias"]] = relationship(back_populates="institution")


class InstitutionAlias(Base):
    """Another normalised name of an institution."""

    __tablename__ = "institution_alias"

    name_key: Mapped[NameText] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), index=True)
    institution: Mapped[Institution] = relationship(back_populates="aliases")


class Unit(Base):
    """A service unit: an office, a health centre, a counter. Its code is unique everywhere."""

    __tablename__ = "unit"
    __table_args__ = (UniqueConstraint("institution_id", "name_key"),)

    id: Mapped[PrimaryKey]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), index=True)
    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[NameText]
    name_key: Mapped[NameText]
    sector: Mapped[Code]
    demo: Mapped[bool] = mapped_column(default=False)
    institution: Mapped[Institution] = relationship(back_populates="units")
    aliases: Mapped[list["UnitAlias"]] = relationship(back_populates="unit")


class UnitAlias(Base):
    """Another normalised name of a unit, unique within its institution."""

    __tablename__ = "unit_alias"

    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    name_key: Mapped[NameText] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    unit: Mapped[Unit] = relationship(back_populates="aliases")
