import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0012_packs_are_jobs"),
        ("documents", "0005_reports_as_issued"),
        ("organization", "0001_areas_centres_officers_posts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pack",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "language",
                    models.CharField(choices=[("th", "Thai"), ("en", "English")], max_length=2),
                ),
                ("erasures_known", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                ("size_bytes", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packs",
                        to="organization.centre",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packs",
                        to="casework.planrun",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("centre", "language"), name="pack_one_of_a_language"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["th", "en"])),
                        name="pack_language_known",
                    ),
                ],
            },
        ),
    ]
