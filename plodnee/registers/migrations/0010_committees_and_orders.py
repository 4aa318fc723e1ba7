"""Committees: their members, the orders that appoint them, and who left."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plodnee.audit.migrating import TablesAtOnce


class Migration(TablesAtOnce):
    dependencies = [
        ("organization", "0001_areas_centres_officers_posts"),
        ("registers", "0009_entries_taken_back"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AppointmentOrder",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sequence", models.PositiveIntegerField()),
                (
                    "effect",
                    models.CharField(
                        choices=[
                            ("appoint", "Appoint"),
                            ("supplement", "Supplement"),
                            ("revoke", "Revoke"),
                        ],
                        max_length=10,
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("signer_name", models.CharField(max_length=300)),
                ("signer_position", models.CharField(max_length=300)),
                ("grounds", models.TextField(blank=True)),
                ("exception", models.TextField(blank=True)),
                ("drafted_on", models.DateField()),
                (
                    "amends",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amended_by",
                        to="registers.appointmentorder",
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointment_orders",
                        to="organization.centre",
                    ),
                ),
                (
                    "drafted_by",
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
                        fields=("centre", "sequence"), name="appointment_order_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("amends__isnull", True),
                                ("effect", "appoint"),
                                ("valid_until__isnull", False),
                            ),
                            models.Q(
                                ("amends__isnull", False),
                                ("effect", "supplement"),
                                ("valid_until__isnull", False),
                            ),
                            models.Q(
                                ("amends__isnull", False),
                                ("effect", "revoke"),
                                ("valid_until__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="appointment_order_amends_what_it_says",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="appointment_order_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signer_name", ""), _negated=True),
                            models.Q(("signer_position", ""), _negated=True),
                        ),
                        name="appointment_order_has_a_signer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitteeMember",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=300)),
                ("name", models.CharField(max_length=300)),
                ("post", models.CharField(max_length=20)),
                (
                    "sits_as",
                    models.CharField(
                        choices=[("group", "Group"), ("leader", "Leader"), ("expert", "Expert")],
                        max_length=6,
                    ),
                ),
                ("sits_as_words", models.CharField(blank=True, max_length=300)),
                ("team", models.CharField(blank=True, max_length=300)),
                ("sealed_phone", models.TextField(blank=True)),
                ("listed_on", models.DateField()),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="committee_members",
                        to="organization.centre",
                    ),
                ),
                (
                    "listed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="committee_seats",
                        to="registers.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="committee_member_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sits_as", "group"),
                            models.Q(
                                ("sits_as__in", ["leader", "expert"]),
                                models.Q(("sits_as_words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="committee_member_sits_for_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sealed_phone", ""),
                            ("sealed_phone__startswith", "v1|"),
                            _connector="OR",
                        ),
                        name="committee_member_phone_sealed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitteeDeparture",
            fields=[
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="departure",
                        serialize=False,
                        to="registers.committeemember",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("struck", "Struck"), ("left", "Left")], max_length=6
                    ),
                ),
                ("left_on", models.DateField()),
                ("reason", models.TextField()),
                ("recorded_on", models.DateField()),
                (
                    "recorded_by",
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
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["struck", "left"])),
                        name="committee_departure_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("left_on__lte", models.F("recorded_on"))),
                        name="committee_departure_not_ahead",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupRepresented",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representatives",
                        to="registers.membergroup",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="groups_represented",
                        to="registers.committeemember",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "group"), name="group_represented_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="order_lines",
                        to="registers.committeemember",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="registers.appointmentorder",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("order", "position"), name="order_line_in_order"
                    ),
                    models.UniqueConstraint(
                        fields=("order", "member"), name="order_line_names_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderDiscard",
            fields=[
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="discard",
                        serialize=False,
                        to="registers.appointmentorder",
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("discarded_on", models.DateField()),
                (
                    "discarded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OrderSigning",
            fields=[
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="signing",
                        serialize=False,
                        to="registers.appointmentorder",
                    ),
                ),
                ("district_code", models.CharField(max_length=4)),
                ("number", models.CharField(max_length=40)),
                ("signed_on", models.DateField()),
                ("recorded_on", models.DateField()),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.centre",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("district_code", "number"), name="order_signing_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        name="order_signing_numbered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("drafted_by__isnull", True),
                            models.Q(("recorded_by", models.F("drafted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="order_signing_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("signed_on__lte", models.F("recorded_on"))),
                        name="order_signing_not_ahead",
                    ),
                ],
            },
        ),
    ]
