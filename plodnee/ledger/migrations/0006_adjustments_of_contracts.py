import django.db.models.deletion
from django.db import migrations, models

from plodnee.audit.migrating import TablesAtOnce


class Migration(TablesAtOnce):
    dependencies = [
        ("casework", "0010_following"),
        ("contracts", "0002_settled_by_mistake_reopened"),
        ("ledger", "0005_repayments_and_sheets"),
        ("organization", "0001_areas_centres_officers_posts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Adjustment",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("waiver", "Waiver"), ("fee", "Fee"), ("late", "Late")],
                        max_length=6,
                    ),
                ),
                ("counted_through", models.DateField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("made_by_key", models.CharField(max_length=64)),
                ("made_by_label", models.CharField(max_length=150)),
                ("made_at", models.DateTimeField()),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adjustments",
                        to="organization.centre",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adjustments",
                        to="contracts.contract",
                    ),
                ),
            ],
            options={
                "ordering": ["contract", "made_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("counted_through__isnull", False), ("kind", "late")),
                            models.Q(
                                ("counted_through__isnull", True), ("kind__in", ["waiver", "fee"])
                            ),
                            _connector="OR",
                        ),
                        name="adjustment_late_counts_days",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AdjustmentPosting",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="adjustment",
                        serialize=False,
                        to="ledger.entry",
                    ),
                ),
                (
                    "adjustment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posting",
                        to="ledger.adjustment",
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adjustments_posted",
                        to="casework.resolution",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AdjustmentShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("penalty_satang", models.BigIntegerField(default=0)),
                ("interest_satang", models.BigIntegerField(default=0)),
                ("principal_satang", models.BigIntegerField(default=0)),
                (
                    "adjustment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="ledger.adjustment",
                    ),
                ),
                (
                    "tranche",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adjustments",
                        to="contracts.tranche",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("adjustment", "tranche"), name="adjustment_share_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("interest_satang__gte", 0),
                            ("penalty_satang__gte", 0),
                            ("principal_satang__gte", 0),
                        ),
                        name="adjustment_share_not_negative",
                    ),
                ],
            },
        ),
    ]
