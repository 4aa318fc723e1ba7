"""Migrations that lay many tables at once: a new installation has its tables in less time."""

from collections.abc import Sequence
from itertools import groupby

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState


class CreateModels(Operation):
    """The tables of neighbouring `CreateModel`s: all models are worked out once, not per table.

    Django works out every model that hangs together with a new one whenever a table is laid. Here
    nearly all hang together, so that each of 150 tables cost as much as all the tables before it.
    """

    category = OperationCategory.ADDITION

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Adds the models; what was worked out of all models is forgotten first."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Lays the tables in the order given."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Takes the tables away, the last first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What `migrate --plan` prints."""
        return "; ".join(operation.describe() for operation in self.operations)


class TablesAtOnce(Migration):
    """A migration whose neighbouring `CreateModel`s are done as one."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.operations = _at_once(cls.operations)


def _at_once(operations: Sequence[Operation]) -> list[Operation]:
    told: list[Operation] = []
    for kind, neighbours in groupby(operations, type):
        some = list(neighbours)
        told += [CreateModels(some)] if kind is CreateModel else some
    return told
