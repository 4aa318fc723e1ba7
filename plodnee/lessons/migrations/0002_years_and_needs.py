"""Yearly records of a centre, and its needs for the next year."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plodnee.audit.migrating import TablesAtOnce


class Migration(TablesAtOnce):
    dependencies = [
        ("lessons", "0001_notes_follow_ups_codes"),
        ("organization", "0001_areas_centres_officers_posts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlannedNeed",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("fiscal_year_be", models.PositiveSmallIntegerField()),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned_needs",
                        to="organization.centre",
                    ),
                ),
            ],
            options={
                "ordering": ["centre", "fiscal_year_be", "id"],
            },
        ),
        migrations.CreateModel(
            name="NeedVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("what", models.TextField()),
                ("amount_satang", models.BigIntegerField()),
                ("basis", models.CharField(max_length=60)),
                ("basis_words", models.TextField()),
                ("is_dropped", models.BooleanField(default=False)),
                ("kept_on", models.DateField()),
                (
                    "kept_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="lessons.plannedneed",
                    ),
                ),
            ],
            options={
                "ordering": ["need", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("need", "number"), name="need_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", ""), _negated=True),
                            models.Q(("basis_words", ""), _negated=True),
                        ),
                        name="need_rests_on_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_satang__gte", 0)), name="need_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="YearRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fiscal_year_be", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("occupation_groups", models.PositiveIntegerField(null=True)),
                ("returned_satang", models.BigIntegerField(null=True)),
                ("beneficiaries", models.PositiveIntegerField(null=True)),
                ("contracts", models.PositiveIntegerField(null=True)),
                ("debt_satang", models.BigIntegerField(null=True)),
                ("freed", models.PositiveIntegerField(null=True)),
                ("model_households", models.PositiveIntegerField(null=True)),
                ("source", models.CharField(max_length=300)),
                ("reason", models.TextField(blank=True)),
                ("kept_on", models.DateField()),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="year_records",
                        to="organization.centre",
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["centre", "fiscal_year_be", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("centre", "fiscal_year_be", "number"),
                        name="year_record_version_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="year_record_names_its_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="year_record_changed_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("returned_satang__isnull", True),
                                ("returned_satang__gte", 0),
                                _connector="OR",
                            ),
                            models.Q(
                                ("debt_satang__isnull", True),
                                ("debt_satang__gte", 0),
                                _connector="OR",
                            ),
                        ),
                        name="year_record_not_negative",
                    ),
                ],
            },
        ),
    ]
