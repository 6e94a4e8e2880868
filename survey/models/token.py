"""One-time links: batches of tokens for one unit in one round."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.models.base import Base
from survey.models.columns import Code, Digest, PrimaryKey, Time
from survey.models.round import Link


class TokenBatch(Base):
    """Tokens made together. Once `revoked_at` is set, the unused ones no longer open the survey."""

    __tablename__ = "token_batch"
    __table_args__ = (CheckConstraint("size BETWEEN 1 AND 300", name="size"),)

    id: Mapped[PrimaryKey]
    link_id: Mapped[int] = mapped_column(ForeignKey("link.id"), index=True)
    size: Mapped[int]
    made_at: Mapped[Time]
    made_by: Mapped[Code]
    revoked_at: Mapped[Time | None]
    link: Mapped[Link] = relationship()


class Token(Base):
    """One token, stored only as its digest. Which answers it brought is not stored."""

    __tablename__ = "token"
    __table_args__ = (UniqueConstraint("batch_id", "number"),)

    sha256: Mapped[Digest] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("token_batch.id"))
    number: Mapped[int]
    used: Mapped[bool] = mapped_column(default=False)
    batch: Mapped[TokenBatch] = relationship()
