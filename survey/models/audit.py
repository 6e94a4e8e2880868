"""Who did what, when."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from survey.models.base import Base
from survey.models.columns import Code, Document, PrimaryKey, Time


class AuditEntry(Base):
    """One action. Rows are only added."""

    __tablename__ = "audit_entry"

    id: Mapped[PrimaryKey]
    at: Mapped[Time] = mapped_column(index=True)
    actor: Mapped[Code]
    action: Mapped[Code]
    subject: Mapped[str] = mapped_column(String(200))
    details: Mapped[Document]
