from django.db import migrations, models


def forget_totals(apps, schema_editor):
    """Totals are derived: `plodnee migrate` makes them anew from the lines, told by creditors."""
    apps.get_model("registers", "LineTotal").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("registers", "0013_overdue_debts_found_by_index")]

    operations = [
        migrations.RunPython(forget_totals, forget_totals),
        migrations.RemoveConstraint("linetotal", "line_total_once_a_day"),
        migrations.AddField(
            "linetotal", "creditor_kind", models.CharField(max_length=8, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "linetotal", "fund_kind", models.CharField(max_length=32, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "linetotal",
            models.UniqueConstraint(
                fields=["centre", "of_debts", "creditor_kind", "fund_kind", "valid_from"],
                name="line_total_once_a_day",
            ),
        ),
    ]  # fmt: skip
