from django.db import migrations, models

LINES = ("HouseholdLine", "DebtLine")


def forget_lines(apps, schema_editor):
    """Lines are derived: `plodnee migrate` makes them anew, debts without a day of arrears too."""
    for name in LINES:
        model = apps.get_model("registers", name)
        model.objects.all().delete()
        if schema_editor.connection.vendor != "postgresql":
            schema_editor.execute(f"DELETE FROM {model._meta.db_table}_search")  # noqa: S608


class Migration(migrations.Migration):
    dependencies = [("registers", "0015_imports_undone")]

    operations = [
        migrations.RunPython(forget_lines, forget_lines),
        migrations.RemoveIndex("householdline", "household_line_owed"),
        migrations.RemoveIndex("debtline", "debt_line_owed"),
        migrations.RenameField("householdline", "overdue_since", "overdue_from"),
        migrations.RenameField("debtline", "overdue_since", "overdue_from"),
        migrations.AddIndex(
            "householdline",
            models.Index(
                fields=[
                    "district_code", "owed_satang", "id", "valid_from", "valid_until",
                    "is_target", "is_model", "debts", "creditors", "informal_satang",
                    "overdue_from", "centre",
                ],
                name="household_line_owed",
            ),
        ),
        migrations.AddIndex(
            "debtline",
            models.Index(
                fields=[
                    "district_code", "owed_satang", "id", "valid_from", "valid_until",
                    "is_target", "status", "creditor_kind", "fund_kind",
                    "overdue_from", "centre", "group", "outside_creditor",
                ],
                name="debt_line_owed",
            ),
        ),
    ]  # fmt: skip
