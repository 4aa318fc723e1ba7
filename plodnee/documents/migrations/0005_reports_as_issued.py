import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0004_notices_of_meetings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IssuedReport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("office_code", models.CharField(blank=True, max_length=8)),
                (
                    "kind",
                    models.CharField(
                        choices=[("lessons", "Lessons"), ("planning", "Planning")], max_length=12
                    ),
                ),
                ("facts", models.JSONField()),
                ("facts_sha256", models.CharField(max_length=64)),
                ("pdf", models.BinaryField()),
                ("docx", models.BinaryField()),
                ("issued_on", models.DateField()),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office_code", "kind", "facts_sha256"), name="issued_report_once"
                    )
                ],
            },
        ),
    ]
