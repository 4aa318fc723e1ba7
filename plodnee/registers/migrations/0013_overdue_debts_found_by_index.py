from django.db import migrations


def add_index(apps, schema_editor):
    """Overdue debts of a district by an index; SQLite would sort by it what it now reads in order."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE INDEX registers_debtline_overdue ON registers_debtline "
            "(district_code, overdue_since, owed_satang, valid_from, valid_until) "
            "WHERE overdue_since IS NOT NULL"
        )


def drop_index(apps, schema_editor):
    """Overdue debts found by reading every debt."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX registers_debtline_overdue")


class Migration(migrations.Migration):
    dependencies = [("registers", "0012_what_registers_come_to")]

    operations = [migrations.RunPython(add_index, drop_index)]
