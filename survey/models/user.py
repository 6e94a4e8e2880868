"""Staff who sign in to pages, and enumerators who sign in on phones."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.models.base import Base
from survey.models.columns import Code, NameText, PrimaryKey, Time
from survey.models.institution import Institution

ENUMERATOR = "enumerator"
ROLES = ("admin", "staff", "viewer", ENUMERATOR)


class User(Base):
    """A member of staff or an enumerator.

    `epoch` grows with every change of the password and ends sessions.
    """

    __tablename__ = "user_account"
    __table_args__ = (
        CheckConstraint("role IN ('admin', 'staff', 'viewer', 'enumerator')", name="role"),
    )

    id: Mapped[PrimaryKey]
    name: Mapped[Code] = mapped_column(unique=True)
    password_hash: Mapped[NameText]
    role: Mapped[Code]
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institution.id"))
    epoch: Mapped[int] = mapped_column(default=1)
    demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Time]
    institution: Mapped[Institution | None] = relationship()
