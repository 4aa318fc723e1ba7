import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plodnee.audit.migrating import TablesAtOnce


class Migration(TablesAtOnce):
    dependencies = [
        ("registers", "0007_identity_decisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="importbatch",
            name="sealed_correction",
            field=models.TextField(blank=True),
        ),
        migrations.CreateModel(
            name="RememberedLayout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("office_code", models.CharField(blank=True, max_length=8)),
                ("look", models.CharField(max_length=64)),
                ("plan", models.JSONField()),
                ("made_on", models.DateField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["office_code", "look"], name="remembered_layout_by_look")
                ],
            },
        ),
        migrations.CreateModel(
            name="WaitingWorkbook",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("office_code", models.CharField(blank=True, max_length=8)),
                ("look", models.CharField(max_length=64)),
                ("outline", models.JSONField()),
                ("parts", models.JSONField(default=dict)),
                ("sealed_content", models.TextField(blank=True)),
                ("sent_on", models.DateField()),
                ("decided_on", models.DateField(null=True)),
                (
                    "became",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent_as",
                        to="registers.importbatch",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__isnull", True), ("sealed_content", ""), _connector="OR"
                        ),
                        name="waiting_workbook_drops_what_was_sent",
                    )
                ],
            },
        ),
    ]
