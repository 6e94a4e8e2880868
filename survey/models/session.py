"""The session of the database: what was read stays usable, what a writer reads is fresh."""

from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

WRITING: Final = "survey_writing"


class StoreSession(Session):
    """A session in which a writing transaction reads every row anew.

    Nothing expires when a transaction ends, so that what a page has read costs no second query.
    A writer must not decide on what was read before it began: inside `transaction()` a query or
    a `get` refreshes the objects it finds.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options | {"expire_on_commit": False})

    @property
    def writing(self) -> bool:
        """Return whether a writing transaction is open."""
        return WRITING in self.info

    def get(self, *args: Any, **options: Any) -> Any:
        """Get by primary key; anew in a writing transaction."""
        if self.writing:
            options["populate_existing"] = True
        return super().get(*args, **options)


@event.listens_for(StoreSession, "do_orm_execute")
def read_anew(state: ORMExecuteState) -> None:
    """Refresh what a query of a writing transaction finds."""
    lazy = state.is_column_load or state.is_relationship_load
    if state.is_select and not lazy and WRITING in state.session.info:
        state.update_execution_options(populate_existing=True)
