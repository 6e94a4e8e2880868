"""Extensions, made unbound; `create_app` binds them."""

from flask_babel import Babel
from flask_compress import Compress
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect

from survey.models.base import Base

db = SQLAlchemy(metadata=Base.metadata)
babel = Babel()
compress = Compress()
login = LoginManager()
csrf = CSRFProtect()
