from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organization", "0001_areas_centres_officers_posts"),
        ("registers", "0014_totals_by_kind_of_creditor"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="importbatch",
            name="import_batch_confirmed_has_centre",
        ),
        migrations.RemoveConstraint(
            model_name="importbatch",
            name="import_batch_file_once",
        ),
        migrations.AlterField(
            model_name="importbatch",
            name="deed",
            field=models.CharField(
                blank=True,
                choices=[
                    ("household", "Household"),
                    ("person", "Person"),
                    ("cash", "Cash"),
                    ("land", "Land"),
                    ("savings", "Savings"),
                    ("debt", "Debt"),
                    ("balance", "Balance"),
                    ("guarantors", "Guarantors"),
                    ("collateral", "Collateral"),
                    ("group", "Group"),
                    ("fund_rule", "Fund Rule"),
                    ("creditor", "Creditor"),
                    ("import", "Import"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="importbatch",
            name="status",
            field=models.CharField(
                choices=[
                    ("preview", "Preview"),
                    ("confirmed", "Confirmed"),
                    ("discarded", "Discarded"),
                    ("undone", "Undone"),
                ],
                default="preview",
                max_length=9,
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["discarded", "undone"]), _negated=True),
                    models.Q(("sha256", ""), _negated=True),
                ),
                fields=("centre_code", "sha256"),
                name="import_batch_file_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("status__in", ["confirmed", "undone"]),
                        ("centre__isnull", False),
                        ("sequence__isnull", False),
                        models.Q(("scope", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("status__in", ["confirmed", "undone"]), _negated=True),
                        ("scope", ""),
                        ("sequence__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="import_batch_confirmed_has_centre",
            ),
        ),
    ]
