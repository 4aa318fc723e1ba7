"""Tables laid at once are the tables laid one by one."""

from django.db import migrations, models
from django.db.migrations.state import ProjectState

from plodnee.audit.migrating import CreateModels, TablesAtOnce


def table(name):
    return migrations.CreateModel(name=name, fields=[("id", models.BigAutoField(primary_key=True))])


FIELD = migrations.AddField("first", "third", models.ForeignKey("many.third", models.CASCADE))
OPERATIONS = [table("First"), table("Second"), FIELD, table("Third")]


class Many(TablesAtOnce):
    operations = OPERATIONS


def test_only_neighbouring_tables_are_laid_together_and_in_their_order():
    first, field, third = Many.operations
    assert isinstance(first, CreateModels)
    assert first.operations == OPERATIONS[:2]
    assert field is FIELD
    assert third.operations == OPERATIONS[3:]
    assert first.describe() == "Create model First; Create model Second"


def test_models_worked_out_before_know_the_tables_laid_after():
    state, one_by_one = ProjectState(), ProjectState()
    assert list(state.apps.get_models()) == []
    for operation in Many.operations:
        operation.state_forwards("many", state)
    for operation in OPERATIONS:
        operation.state_forwards("many", one_by_one)
    assert state == one_by_one
    assert {model.__name__ for model in state.apps.get_models()} == {"First", "Second", "Third"}
