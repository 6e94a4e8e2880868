"""One-time links: made in batches, used once.

A token is derived from the secret and its place in a batch, so slips can be printed again
although only digests are stored. The id of the submission it brings is derived from the token and
the secret too: the primary key then lets exactly one in, however many arrive at once, and
without the secret nobody can link a slip to its answers.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from sqlalchemy import func, select, update
from sqlalchemy.orm import joinedload

from survey.errors import Problem, Unusable
from survey.keyring import Keyring
from survey.models import Link, Round, Submission, Token, TokenBatch
from survey.services.collecting import receipts
from survey.services.collecting.accept import accept_in, find_place
from survey.services.collecting.arrivals import Arrival, Result
from survey.services.collecting.quarantining import quarantine
from survey.services.rounds import rounds
from survey.services.store import audit
from survey.services.store.inserting import insert_once
from survey.services.store.store import Store
from survey.services.store.transaction import transaction

_LENGTH: Final = 12  # 60 bits
_MOST: Final = 300  # more slips at once cost a web worker too much memory

TokenState = Literal["fresh", "used", "revoked"]


@dataclass(frozen=True)
class Found:
    """A token that exists: the link it opens, and whether it still does."""

    link: Link
    state: TokenState
    sha256: str  # of the token


def make(store: Store, slug: str, size: int, actor: str, keyring: Keyring) -> int:
    """Make a batch of tokens for the unit of a link; returns the number of the batch.

    Raises `Unusable` (`batch_size`) unless 1 ≤ `size` ≤ 300.
    """
    if not 1 <= size <= _MOST:
        raise Unusable("batch_size", column="size", value=str(size), limit=_MOST)
    with transaction(store) as session:
        link = session.scalars(select(Link).where(Link.slug == slug)).one()
        batch = TokenBatch(link_id=link.id, size=size, made_by=actor, made_at=store.now())
        session.add(batch)
        session.flush()
        for number, value in enumerate(values(batch.id, size, keyring), start=1):
            insert_once(
                store,
                Token,
                sha256=receipts.code_digest(value),
                batch_id=batch.id,
                number=number,
                used=False,
            )
        audit.record(store, actor, "tokens.make", slug, batch=batch.id, size=size)
        return batch.id


def values(batch: int, size: int, keyring: Keyring) -> Iterator[str]:
    """Yield the tokens of a batch, in order."""
    for number in range(1, size + 1):
        yield _value_of(batch, number, keyring)


def _value_of(batch: int, number: int, keyring: Keyring) -> str:
    return receipts.derived(keyring, "token", f"{batch}:{number}")[:_LENGTH]


def usable_tokens(store: Store, batch: TokenBatch, keyring: Keyring) -> list[str]:
    """Return the unused tokens of a batch, for slips and messages.

    Raises `Unusable` (`batch_of_another_secret`) where no known secret derives them.
    """
    query = select(Token.sha256).where(Token.batch_id == batch.id, Token.used.is_(False))
    fresh = set(store.session.scalars(query))
    for each in keyring.each():
        made = values(batch.id, batch.size, each)
        found = [value for value in made if receipts.code_digest(value) in fresh]
        if found:
            return found
    if fresh:
        raise Unusable("batch_of_another_secret")
    return []


def find_token(store: Store, value: str) -> Found | None:
    """Find a token as typed or scanned; None where there is none."""
    digest = receipts.code_digest(value)
    query = select(Token).where(Token.sha256 == digest)
    token = store.session.scalar(query.options(joinedload(Token.batch)))
    if token is None:
        return None
    query_link = select(Link).where(Link.id == token.batch.link_id).options(*rounds.WITH_ALL)
    state: TokenState = "used" if token.used else "revoked" if token.batch.revoked_at else "fresh"
    return Found(store.session.scalars(query_link).one(), state, digest)


def maker(store: Store, value: str, keyring: Keyring) -> Keyring | None:
    """Return the secret a token was made with; None where it is not known.

    The id of its submission is derived from this secret rather than from the current one, so that
    the primary key still lets only one in when the secret changes between two attempts.
    """
    token = store.session.get_one(Token, receipts.code_digest(value))
    for each in keyring.each():
        if receipts.code_digest(_value_of(token.batch_id, token.number, each)) == token.sha256:
            return each
    return None


def submission_id(value: str, keyring: Keyring) -> str:
    """Return the id (UUID) of the one submission a token can bring; needs the secret."""
    derived = keyring.derive("token-submission", receipts.normalised(value))
    return str(uuid.UUID(bytes=derived[:16], version=4))


def accept_by_token(store: Store, arrival: Arrival, value: str) -> Result:
    """Accept the answers sent with a token, and mark the token as used in the same transaction.

    Answers that come with a revoked token are quarantined.
    """
    digest = receipts.code_digest(value)
    with transaction(store) as session:
        token = session.get_one(Token, digest)
        place = find_place(store, arrival.content)
        # A used token sent again is a duplicate or a conflict, whether revoked later or not.
        if token.batch.revoked_at and not token.used:
            return quarantine(store, arrival, place, [Problem("token_revoked")])
        if token.used and session.get(Submission, arrival.id) is None:
            # Used under a secret that is not known: the id is new, the token is not.
            return quarantine(store, arrival, place, [Problem("id_conflict")], "conflict")
        result = accept_in(store, arrival)
        if result.status == "stored":
            session.execute(update(Token).where(Token.sha256 == digest).values(used=True))
        return result


@dataclass(frozen=True)
class TokenBatchSummary:
    """A batch as staff see it; `used` is the number of its tokens already used."""

    id: int
    link: Link
    size: int
    used: int
    made_at: datetime
    made_by: str
    revoked: bool


def batches(store: Store, round_: Round) -> list[TokenBatchSummary]:
    """List the batches of a round, the newest first."""
    used = (
        select(Token.batch_id, func.count().label("n"))
        .where(Token.used)
        .group_by(Token.batch_id)
        .subquery()
    )
    query = (
        select(TokenBatch, func.coalesce(used.c.n, 0))
        .join(Link, TokenBatch.link_id == Link.id)
        .outerjoin(used, used.c.batch_id == TokenBatch.id)
        .where(Link.round_id == round_.id)
        .options(joinedload(TokenBatch.link).options(*rounds.WITH_ALL))
        .order_by(TokenBatch.id.desc())
    )
    return [
        TokenBatchSummary(
            id=each.id,
            link=each.link,
            size=each.size,
            used=n,
            made_at=each.made_at,
            made_by=each.made_by,
            revoked=each.revoked_at is not None,
        )
        for each, n in store.session.execute(query)
    ]


def batch(store: Store, number: int) -> TokenBatch | None:
    """Find a batch and its link; None where there is none."""
    options = joinedload(TokenBatch.link).options(*rounds.WITH_ALL)
    return store.session.scalar(select(TokenBatch).where(TokenBatch.id == number).options(options))


def revoke_batch(store: Store, number: int, actor: str, *, revoked: bool = True) -> None:
    """Revoke the unused tokens of a batch, or (`revoked=False`) make them valid again."""
    with transaction(store) as session:
        found = session.get_one(TokenBatch, number)
        found.revoked_at = store.now() if revoked else None
        action = "tokens.revoke" if revoked else "tokens.restore"
        audit.record(store, actor, action, str(number))
