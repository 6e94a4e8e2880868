"""Wrong codes, counted to slow down guessing."""

from sqlalchemy.orm import Mapped, mapped_column

from survey.models.base import Base
from survey.models.columns import Digest, Time


class Attempt(Base):
    """How often somebody was wrong of late. `key` is a keyed digest; it names nobody."""

    __tablename__ = "attempt"

    key: Mapped[Digest] = mapped_column(primary_key=True)
    count: Mapped[int]
    last_at: Mapped[Time] = mapped_column(index=True)
