"""Keys that interviews are sealed with on the phone."""

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.models.base import Base
from survey.models.columns import Code, PrimaryKey, Time


class RoundKey(Base):
    """One key pair of a round. The highest `number` seals; every one can open, for ever.

    The private key is stored beside what it opens, so that every backup has both: it protects
    phones, not this database (docs/privacy.md).
    """

    __tablename__ = "round_key"
    __table_args__ = (UniqueConstraint("round_id", "number"),)

    id: Mapped[PrimaryKey]
    key_id: Mapped[Code] = mapped_column(unique=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    number: Mapped[int]
    public: Mapped[str] = mapped_column(Text())
    private: Mapped[str] = mapped_column(Text())
    made_at: Mapped[Time]
