"""The blueprint of the staff pages, and what its templates share."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

staff = Blueprint("staff", __name__, url_prefix="/staff")

# Roles that may change anything.
WRITING_ROLES = ("admin", "staff")

_P = ParamSpec("_P")
R = TypeVar("R")


def page(template: str, **values: Any) -> str:
    """Render a page with the menu of the signed-in account."""
    signed_in = bool(current_user.is_authenticated)
    return render_template(
        f"staff/{template}",
        menu=menu() if signed_in else [],
        user={"name": current_user.name} if signed_in else None,
        sign_out_url=url_for("staff.sign_out"),
        csrf=generate_csrf(),
        **{"problems": [], "demo": signed_in and current_user.demo, **values},
    )


def menu() -> list[dict[str, Any]]:
    """Name the pages."""
    pages = [
        ("staff.rounds", _("Rounds")),
        ("staff.conflicts", _("Compliance scores")),
        ("staff.devices", _("Phones")),
    ]
    if current_user.role in WRITING_ROLES:
        pages.append(("staff.sealed_files", _("Sealed files")))
    return [
        {"url": url_for(name), "text": text, "current": request.endpoint == name}
        for name, text in pages
    ]


def role_needed(*roles: str) -> Callable[[Callable[_P, R]], Callable[_P, R]]:
    """Allow only some roles; 403 for others."""

    def decorate(view: Callable[_P, R]) -> Callable[_P, R]:
        @wraps(view)
        def guarded(*args: _P.args, **kwargs: _P.kwargs) -> R:
            if current_user.role not in roles:
                abort(403)
            return view(*args, **kwargs)

        return guarded

    return decorate
