"""The keys that the interviews of a round are sealed with, and that open them."""

from collections.abc import Iterable

from sqlalchemy import func, select

from survey.interview.sealing import new_pair
from survey.models import Round, RoundKey
from survey.services.rounds import rounds
from survey.services.store import audit
from survey.services.store.inserting import insert_once
from survey.services.store.store import Store
from survey.services.store.transaction import transaction


def sealing_key(store: Store, round_: Round) -> RoundKey:
    """Return the key that seals now; the first key is made when it is first asked for."""
    return _newest(store, round_.id) or first(store, round_.id)


def _newest(store: Store, round_id: int) -> RoundKey | None:
    query = select(RoundKey).where(RoundKey.round_id == round_id)
    return store.session.scalars(query.order_by(RoundKey.number.desc())).first()


def first(store: Store, round_id: int) -> RoundKey:
    """Make the first key of a round exactly once, even for parallel requests."""
    with transaction(store) as session:
        # Of parallel requests one inserts; all read the pair that was stored.
        _add_pair(store, round_id, 1)
        query = select(RoundKey).where(RoundKey.round_id == round_id, RoundKey.number == 1)
        found = session.scalars(query).one()
    store.session.refresh(found)
    return found


def rotate(store: Store, code: str, actor: str) -> str:
    """Make a new key for whatever is sealed from now on; returns its id. Old keys still open."""
    with transaction(store) as session:
        round_ = rounds.by_code(store, code)
        query = select(func.max(RoundKey.number)).where(RoundKey.round_id == round_.id)
        key_id = _add_pair(store, round_.id, (session.scalar(query) or 0) + 1)
        audit.record(store, actor, "round.key", code, key_id=key_id)
        return key_id


def _add_pair(store: Store, round_id: int, number: int) -> str:
    pair = new_pair()
    insert_once(
        store,
        RoundKey,
        key_id=pair.key_id,
        round_id=round_id,
        number=number,
        public=pair.public,
        private=pair.private,
        made_at=store.now(),
    )
    return pair.key_id


def private_keys(store: Store, key_ids: Iterable[str]) -> dict[tuple[str, str], str]:
    """Return the private keys (PEM) by (round code, key id); unknown ids are left out."""
    query = (
        select(Round.code, RoundKey.key_id, RoundKey.private)
        .join(Round, RoundKey.round_id == Round.id)
        .where(RoundKey.key_id.in_(set(key_ids)))
    )
    return {(code, key_id): private for code, key_id, private in store.session.execute(query)}
