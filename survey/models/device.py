"""Phones of enumerators, and the units they are to interview at."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.models.base import Base
from survey.models.columns import Code, Digest, NameText, PrimaryKey, Time
from survey.models.institution import Unit
from survey.models.round import Round
from survey.models.user import User


class Device(Base):
    """One enumerator on one phone. `phone` is a random number the phone chose for itself.

    Two tokens, stored only as digests: `token_sha256` sends interviews and fetches work;
    `reader_sha256` also reads back what was quarantined, and is kept behind the PIN on the phone.
    """

    __tablename__ = "device"

    id: Mapped[Code] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    phone: Mapped[Code]
    label: Mapped[NameText] = mapped_column(default="")
    token_sha256: Mapped[Digest] = mapped_column(unique=True)
    reader_sha256: Mapped[Digest] = mapped_column(unique=True)
    made_at: Mapped[Time]
    seen_at: Mapped[Time]
    revoked_at: Mapped[Time | None]
    user: Mapped[User] = relationship()


class Assignment(Base):
    """The number of interviews an enumerator is to hold at a unit in a round."""

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("user_id", "round_id", "unit_id"),
        CheckConstraint("target >= 0", name="target"),
    )

    id: Mapped[PrimaryKey]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    target: Mapped[int]
    user: Mapped[User] = relationship()
    round: Mapped[Round] = relationship()
    unit: Mapped[Unit] = relationship()
