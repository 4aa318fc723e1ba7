"""Papers as they were issued: facts, files and their fingerprints."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organization", "0001_areas_centres_officers_posts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IssuedDocument",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("order", "Order"), ("minutes", "Minutes")], max_length=16
                    ),
                ),
                ("subject_key", models.CharField(max_length=64)),
                ("facts", models.JSONField()),
                ("facts_sha256", models.CharField(max_length=64)),
                ("pdf", models.BinaryField()),
                ("pdf_sha256", models.CharField(max_length=64)),
                ("docx", models.BinaryField()),
                ("docx_sha256", models.CharField(max_length=64)),
                ("issued_on", models.DateField()),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issued_documents",
                        to="organization.centre",
                    ),
                ),
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
                        fields=("kind", "subject_key"), name="issued_document_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["order", "minutes"])),
                        name="issued_document_kind_known",
                    ),
                ],
            },
        ),
    ]
