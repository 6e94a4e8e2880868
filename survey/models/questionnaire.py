"""Published versions of questionnaires. A row is never changed."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from survey.models.base import Base
from survey.models.columns import Code, Digest, Document, PrimaryKey, Time


class QuestionnaireVersion(Base):
    """One version, with its whole definition; submissions point to it for ever."""

    __tablename__ = "questionnaire_version"
    __table_args__ = (UniqueConstraint("code", "version"),)

    id: Mapped[PrimaryKey]
    code: Mapped[Code]
    version: Mapped[Code]
    definition: Mapped[Document]
    sha256: Mapped[Digest]
    published_at: Mapped[Time]
