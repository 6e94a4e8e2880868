"""Extensions, made unbound; `create_app` binds them."""

from flask_babel import Babel
from flask_compress import Compress
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as BoundSession
from flask_wtf.csrf import CSRFProtect

from survey.models.base import Base
from survey.models.session import StoreSession


class RequestSession(StoreSession, BoundSession):
    """The session of a request, on the engine of its application."""


db = SQLAlchemy(metadata=Base.metadata, session_options={"class_": RequestSession})
babel = Babel()
compress = Compress()
login = LoginManager()
csrf = CSRFProtect()
