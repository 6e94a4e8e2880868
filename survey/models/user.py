"""Staff who sign in."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey.extensions import Base
from survey.models.columns import Code, Key, Name, Time, now
from survey.models.institution import Institution

ROLES = ("admin", "staff", "viewer")


class User(Base):
    """A member of staff. `epoch` grows with every change of the password and ends sessions."""

    __tablename__ = "user_account"
    __table_args__ = (CheckConstraint("role IN ('admin', 'staff', 'viewer')", name="role"),)

    id: Mapped[Key]
    name: Mapped[Code] = mapped_column(unique=True)
    password_hash: Mapped[Name]
    role: Mapped[Code]
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institution.id"))
    epoch: Mapped[int] = mapped_column(default=1)
    demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Time] = mapped_column(default=now)
    institution: Mapped[Institution | None] = relationship()
