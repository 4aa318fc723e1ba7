"""Criteria and menu policies that a committee sets itself, and runs that know them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plodnee.audit.migrating import TablesAtOnce


class Migration(TablesAtOnce):
    dependencies = [
        ("casework", "0006_meetings_and_resolutions"),
        ("organization", "0001_areas_centres_officers_posts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RuleVersion",
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
                        choices=[("criteria", "Criteria"), ("menu_policy", "Menu Policy")],
                        max_length=11,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rule_versions",
                        to="organization.centre",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("centre", "kind", "number"), name="rule_version_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["criteria", "menu_policy"]), ("number__gte", 1)
                        ),
                        name="rule_version_of_a_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.PositiveIntegerField()),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("drafted", "Drafted"),
                            ("edited", "Edited"),
                            ("tried", "Tried"),
                            ("approved", "Approved"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=9,
                    ),
                ),
                ("rules", models.JSONField(null=True)),
                ("tried", models.JSONField(null=True)),
                ("effective_from", models.DateField(null=True)),
                ("done_on", models.DateField()),
                ("done_at", models.DateTimeField()),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules_approved",
                        to="casework.resolution",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="casework.ruleversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "sequence"), name="rule_step_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deed", "drafted"), ("sequence", 1)),
                            models.Q(
                                ("deed__in", ["edited", "tried", "approved", "withdrawn"]),
                                ("sequence__gt", 1),
                            ),
                            _connector="OR",
                        ),
                        name="rule_step_deed_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deed__in", ["drafted", "edited"]), ("rules__isnull", False)),
                            models.Q(
                                models.Q(("deed__in", ["drafted", "edited"]), _negated=True),
                                ("rules__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="rule_step_writes_rules",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deed", "tried"), ("tried__isnull", False)),
                            models.Q(
                                models.Q(("deed", "tried"), _negated=True), ("tried__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="rule_step_tells_a_trial",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("deed", "approved"),
                                ("effective_from__isnull", False),
                                ("resolution__isnull", False),
                            ),
                            models.Q(
                                models.Q(("deed", "approved"), _negated=True),
                                ("effective_from__isnull", True),
                                ("resolution__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="rule_step_approved_by_a_resolution",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="planrun",
            name="criteria_version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="runs_classed",
                to="casework.ruleversion",
            ),
        ),
        migrations.AddField(
            model_name="planrun",
            name="menu_policy_version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="runs_offered",
                to="casework.ruleversion",
            ),
        ),
    ]
