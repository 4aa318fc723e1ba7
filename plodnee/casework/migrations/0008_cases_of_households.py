"""Cases of households: steps, offers to creditors, their answers, consents."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plodnee.audit.migrating import TablesAtOnce


class Migration(TablesAtOnce):
    dependencies = [
        ("casework", "0007_centre_rules"),
        ("registers", "0010_committees_and_orders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("opened_on", models.DateField()),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="registers.household",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("household", "number"), name="case_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="case_numbered_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseStep",
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
                            ("opened", "opened"),
                            ("confirmed", "confirmed"),
                            ("classified", "classified"),
                            ("proposed", "proposed"),
                            ("chosen", "chosen"),
                            ("offered", "offered"),
                            ("answered", "answered"),
                            ("spouse", "spouse"),
                            ("guarantor", "guarantor"),
                            ("agreed", "agreed"),
                            ("contracted", "contracted"),
                            ("followed_up", "followed_up"),
                            ("reduced", "reduced"),
                            ("cleared", "cleared"),
                            ("redefaulted", "redefaulted"),
                            ("reopened", "reopened"),
                            ("withdrawn", "withdrawn"),
                            ("deceased", "deceased"),
                            ("moved", "moved"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("none", "none"),
                            ("survey", "survey"),
                            ("confirmed", "confirmed"),
                            ("classified", "classified"),
                            ("proposed", "proposed"),
                            ("negotiating", "negotiating"),
                            ("agreed", "agreed"),
                            ("contracted", "contracted"),
                            ("followed_up", "followed_up"),
                            ("reduced", "reduced"),
                            ("redefaulted", "redefaulted"),
                            ("cleared", "cleared"),
                            ("withdrawn", "withdrawn"),
                            ("deceased", "deceased"),
                            ("moved", "moved"),
                        ],
                        max_length=11,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("debtor_class", models.CharField(blank=True, max_length=1)),
                ("menu_version", models.PositiveIntegerField(null=True)),
                ("contract_number", models.CharField(blank=True, max_length=100)),
                ("done_on", models.DateField()),
                ("done_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="casework.case",
                    ),
                ),
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
                    "pin",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chosen_in",
                        to="casework.menupin",
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_proposed",
                        to="casework.resolution",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_classified",
                        to="casework.planrun",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "sequence"), name="case_step_in_order"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("deed", "classified"),
                                ("run__isnull", False),
                                models.Q(("debtor_class", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("deed", "classified"), _negated=True),
                                ("debtor_class", ""),
                                ("run__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="case_step_classified_by_a_run",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("deed", "proposed"),
                                ("menu_version__isnull", False),
                                ("resolution__isnull", False),
                            ),
                            models.Q(
                                models.Q(("deed", "proposed"), _negated=True),
                                ("menu_version__isnull", True),
                                ("resolution__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="case_step_proposed_by_a_resolution",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deed", "chosen"), ("pin__isnull", False)),
                            models.Q(
                                models.Q(("deed", "chosen"), _negated=True), ("pin__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="case_step_chooses_a_line",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("deed", "contracted"),
                                models.Q(("contract_number", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("deed", "contracted"), _negated=True),
                                ("contract_number", ""),
                            ),
                            _connector="OR",
                        ),
                        name="case_step_names_its_contract",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditorOffer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sent_on", models.DateField()),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("letter", "Letter"),
                            ("in_person", "In Person"),
                            ("meeting", "Meeting"),
                            ("message", "Message"),
                        ],
                        max_length=9,
                    ),
                ),
                ("answer_by", models.DateField()),
                (
                    "group",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="registers.membergroup",
                    ),
                ),
                (
                    "outside_creditor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="registers.outsidecreditor",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.casestep",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("group__isnull", False), ("outside_creditor__isnull", True)),
                            models.Q(("group__isnull", True), ("outside_creditor__isnull", False)),
                            _connector="OR",
                        ),
                        name="creditor_offer_to_one_creditor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer_by__gte", models.F("sent_on")),
                            ("means__in", ["letter", "in_person", "meeting", "message"]),
                        ),
                        name="creditor_offer_possible",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CreditorReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                            ("counter", "Counter"),
                        ],
                        max_length=8,
                    ),
                ),
                ("answered_on", models.DateField()),
                ("reason", models.TextField(blank=True)),
                ("counter_rate_bp", models.PositiveIntegerField(null=True)),
                ("counter_months", models.PositiveSmallIntegerField(null=True)),
                ("counter_waived_satang", models.BigIntegerField(null=True)),
                ("resolution_number", models.CharField(blank=True, max_length=100)),
                ("resolution_on", models.DateField(null=True)),
                ("in_writing", models.BooleanField(default=False)),
                (
                    "evidence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.evidence",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="casework.creditoroffer",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.casestep",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("step", "offer"), name="creditor_reply_once_a_step"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["accepted", "refused", "counter"])),
                        name="creditor_reply_answer_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer", "counter"),
                            models.Q(
                                ("counter_months__isnull", True),
                                ("counter_rate_bp__isnull", True),
                                ("counter_waived_satang__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="creditor_reply_counters_with_terms",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("counter_waived_satang__isnull", True),
                            ("counter_waived_satang__gte", 0),
                            _connector="OR",
                        ),
                        name="creditor_reply_waives_money",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resolution_number", ""), ("resolution_on__isnull", True)),
                            models.Q(
                                models.Q(("resolution_number", ""), _negated=True),
                                ("resolution_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="creditor_reply_resolution_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GuarantorReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=300)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("consented", "Consented"),
                            ("refused", "Refused"),
                            ("discharged", "Discharged"),
                        ],
                        max_length=10,
                    ),
                ),
                ("answered_on", models.DateField()),
                ("most_satang", models.BigIntegerField(null=True)),
                ("guaranteed_until", models.DateField(null=True)),
                ("in_writing", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True)),
                (
                    "debt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guarantor_replies",
                        to="registers.debt",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.evidence",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guarantor_replies",
                        to="registers.person",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.casestep",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("step",), name="guarantor_reply_once_a_step"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", "consented"),
                                ("guaranteed_until__isnull", False),
                                ("most_satang__gt", 0),
                            ),
                            models.Q(
                                ("answer__in", ["refused", "discharged"]),
                                ("guaranteed_until__isnull", True),
                                ("most_satang__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="guarantor_reply_says_how_much_and_until",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpouseReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("consented", "Consented"),
                            ("refused", "Refused"),
                            ("no_spouse", "No Spouse"),
                        ],
                        max_length=9,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=300)),
                ("answered_on", models.DateField()),
                ("in_writing", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True)),
                (
                    "evidence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.evidence",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spouse_replies",
                        to="registers.person",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="casework.casestep",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("step",), name="spouse_reply_once_a_step"),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["consented", "refused", "no_spouse"])),
                        name="spouse_reply_answer_known",
                    ),
                ],
            },
        ),
    ]
