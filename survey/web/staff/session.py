"""Signing in and out. Every page of staff needs it."""

from typing import Any
from urllib.parse import urlsplit

from flask import abort, current_app, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_login import UserMixin, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from survey.errors import Unusable
from survey.extensions import login
from survey.models import User
from survey.models.user import ENUMERATOR
from survey.services.accounts import attempts, users
from survey.services.demo import accounts
from survey.web.language import current
from survey.web.public import request_keyring
from survey.web.staff.blueprint import page, staff
from survey.web.store import store
from survey.web.words import problem_text

_OPEN = frozenset({"staff.sign_in", "staff.sign_in_form", "staff.sign_out"})


class SignedInAccount(UserMixin):  # type: ignore[misc]
    """The signed-in account. The session stores the epoch, so a new password ends old sessions."""

    def __init__(self, user: User) -> None:
        self.key = users.session_key(user)
        self.name = user.name
        self.role = user.role
        self.demo = user.demo
        self.institution = (user.institution.code or "") if user.institution else ""

    def get_id(self) -> str:
        """Return what the session stores: id and epoch."""
        return self.key


@login.user_loader  # type: ignore[untyped-decorator]
def load(key: str) -> SignedInAccount | None:
    """Return the account of a session; None where the session is no longer valid."""
    user = users.from_session_key(store(), key)
    return SignedInAccount(user) if user else None


@staff.before_request
def require_sign_in() -> Response | None:
    """Redirect to the sign-in form and back afterwards; enumerators are turned away."""
    if request.endpoint in _OPEN:
        return None
    if current_user.is_authenticated:
        return abort(403) if current_user.role == ENUMERATOR else None
    return redirect(
        url_for("staff.sign_in_form", next=request.full_path.rstrip("?"), lang=current())
    )


@staff.get("/sign-in")
def sign_in_form() -> str:
    """Show the form."""
    return _form()


@staff.post("/sign-in")
def sign_in() -> Response | tuple[str, int]:
    """Sign in, or say that name and password do not match, without saying which is wrong."""
    name = request.form.get("name", "").strip()
    guesser = attempts.key(request_keyring(), "sign-in", f"{name} {request.remote_addr}")
    try:
        user = users.admit(store(), name, request.form.get("password", ""), guesser)
    except Unusable as fault:
        problems = [{"field": "name", "message": problem_text(fault.problem)}]
        return _form(name, problems), fault.problem.status.page
    if user.role == ENUMERATOR:
        message = _("This account is for interviews: open /field/ on the phone.")
        return _form(name, [{"field": "name", "message": message}]), 403
    language = current()
    session.clear()
    login_user(SignedInAccount(user))
    session["lang"] = language
    return redirect(_safe(request.form.get("next", "")), 303)


@staff.post("/sign-out")
def sign_out() -> Response:
    """Sign out."""
    logout_user()
    session.clear()
    return redirect(url_for("home.start"), 303)


def _form(name: str = "", problems: list[dict[str, Any]] | None = None) -> str:
    shown = not current_app.config["PRODUCTION"] and users.demo_user_exists(store())
    account = {"role": _("Staff"), "name": accounts.NAME, "password": accounts.PASSWORD}
    return page(
        "signin.html",
        step="password",
        action=url_for("staff.sign_in"),
        next_url=request.values.get("next", ""),
        name=name,
        problems=problems or [],
        errors={each["field"]: each["message"] for each in problems or []},
        demo_accounts=[account] if shown else [],
    )


def _safe(target: str) -> str:
    """Return an address of the staff pages as it is, any other as the list of rounds."""
    parts = urlsplit(target)
    own = not parts.scheme and not parts.netloc and target.startswith("/staff")
    plain = target.isprintable() and "\\" not in target
    return target if own and plain else url_for("staff.rounds")
