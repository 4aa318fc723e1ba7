"""Meetings in numbered steps: attendance, items, interests, resolutions."""

import uuid

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from plodnee.audit.migrating import TablesAtOnce


class Migration(TablesAtOnce):
    dependencies = [
        ("casework", "0005_runs_know_joinings"),
        ("organization", "0001_areas_centres_officers_posts"),
        ("registers", "0010_committees_and_orders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("year_be", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("held_on", models.DateField()),
                ("starts_at", models.TimeField()),
                ("place", models.CharField(max_length=300)),
                ("called_on", models.DateField()),
                (
                    "called_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="organization.centre",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["centre", "held_on"], name="meeting_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("centre", "year_be", "number"), name="meeting_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__gte", 1), ("year_be__gte", 2400), ("year_be__lte", 2700)
                        ),
                        name="meeting_numbered_in_its_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place", ""), _negated=True), name="meeting_has_a_place"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingStep",
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
                            ("item", "Item"),
                            ("dropped", "Dropped"),
                            ("attendance", "Attendance"),
                            ("note", "Note"),
                            ("interest", "Interest"),
                            ("resolved", "Resolved"),
                            ("closed", "Closed"),
                            ("cancelled", "Cancelled"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
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
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="casework.meeting",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "sequence"), name="meeting_step_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "deed__in",
                                [
                                    "item",
                                    "dropped",
                                    "attendance",
                                    "note",
                                    "interest",
                                    "resolved",
                                    "closed",
                                    "cancelled",
                                ],
                            )
                        ),
                        name="meeting_step_deed_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("subject_kind", models.CharField(max_length=32)),
                ("subject_key", models.CharField(blank=True, max_length=64)),
                (
                    "household",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="registers.household",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="casework.meeting",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.meetingstep",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ItemNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="casework.agendaitem",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.meetingstep",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ItemDropped",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dropped",
                        to="casework.agendaitem",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.meetingstep",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Interest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recused", models.BooleanField()),
                ("reason", models.TextField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to="casework.agendaitem",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to="registers.committeemember",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.meetingstep",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("step", "item", "member"), name="interest_once_a_step"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recused", False),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="interest_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("present", "Present"), ("absent", "Absent"), ("leave", "Leave")],
                        max_length=7,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="registers.committeemember",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.meetingstep",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("step", "member"), name="attendance_once_a_step"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["present", "absent", "leave"])),
                        name="attendance_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resolution",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("deferred", "Deferred"),
                        ],
                        max_length=8,
                    ),
                ),
                ("wording", models.TextField()),
                ("members", models.PositiveSmallIntegerField()),
                ("quorum", models.PositiveSmallIntegerField()),
                ("present", models.PositiveSmallIntegerField()),
                ("votes_for", models.PositiveSmallIntegerField()),
                ("votes_against", models.PositiveSmallIntegerField()),
                ("abstained", models.PositiveSmallIntegerField()),
                ("casting_vote", models.BooleanField(default=False)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolutions",
                        to="casework.agendaitem",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolutions",
                        to="registers.appointmentorder",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.meetingstep",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["approved", "refused", "deferred"])),
                        name="resolution_outcome_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "present",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("votes_for"), "+", models.F("votes_against")
                                    ),
                                    "+",
                                    models.F("abstained"),
                                ),
                            ),
                            ("present__gte", 1),
                        ),
                        name="resolution_votes_add_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("members__gte", models.F("present")),
                            ("present__gte", models.F("quorum")),
                        ),
                        name="resolution_has_a_quorum",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "approved"), _negated=True),
                            ("votes_for__gt", models.F("votes_against")),
                            models.Q(
                                ("casting_vote", True),
                                ("votes_for", models.F("votes_against")),
                                ("votes_for__gte", 1),
                            ),
                            _connector="OR",
                        ),
                        name="resolution_approved_by_a_majority",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[("household", "Household"), ("stated", "Stated")], max_length=9
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recusals",
                        to="registers.committeemember",
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recusals",
                        to="casework.resolution",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("resolution", "member"), name="recusal_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ground", "household"),
                            models.Q(("ground", "stated"), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="recusal_has_a_ground",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="corrects",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_by",
                to="casework.resolution",
            ),
        ),
        migrations.AddIndex(
            model_name="agendaitem",
            index=models.Index(
                fields=["subject_kind", "subject_key"], name="agenda_item_by_subject"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                fields=("meeting", "position"), name="agenda_item_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("subject_kind", ""), _negated=True),
                name="agenda_item_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("household__isnull", True),
                    models.Q(("subject_key", ""), _negated=True),
                    _connector="OR",
                ),
                name="agenda_item_of_a_household_has_a_key",
            ),
        ),
    ]
