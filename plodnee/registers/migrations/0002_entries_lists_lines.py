"""Entries by hand, whole lists, versions of fund rules, evidence, and lines with their search."""

import datetime
import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plodnee.audit.migrating import TablesAtOnce

LINES = ("registers_householdline", "registers_debtline")


def add_search(apps, schema_editor):
    """Trigrams over the text of every line, by what each database has for them."""
    for table in LINES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            schema_editor.execute(
                f"CREATE INDEX {table}_search ON {table} USING gin (search_text gin_trgm_ops)"
            )
        else:
            schema_editor.execute(
                f"CREATE VIRTUAL TABLE {table}_search USING fts5(words, tokenize = 'trigram')"
            )
            schema_editor.execute(
                f"CREATE VIRTUAL TABLE {table}_grams USING fts5vocab({table}_search, 'row')"
            )


def drop_search(apps, schema_editor):
    """The lines without their search."""
    for table in LINES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP INDEX {table}_search")
        else:
            schema_editor.execute(f"DROP TABLE {table}_grams")
            schema_editor.execute(f"DROP TABLE {table}_search")


class Migration(TablesAtOnce):
    dependencies = [
        ("organization", "0001_areas_centres_officers_posts"),
        ("registers", "0001_imports_households_debts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Collateral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("land", "Land"),
                            ("building", "Building"),
                            ("vehicle", "Vehicle"),
                            ("savings", "Savings"),
                            ("produce", "Produce"),
                            ("other", "Other"),
                        ],
                        max_length=8,
                    ),
                ),
                ("description", models.TextField(blank=True)),
                ("document", models.CharField(blank=True, max_length=100)),
                ("value_satang", models.BigIntegerField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.importbatch",
                    ),
                ),
                (
                    "debt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="collateral",
                        to="registers.debt",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["land", "building", "vehicle", "savings", "produce", "other"],
                            )
                        ),
                        name="collateral_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value_satang__isnull", True),
                            ("value_satang__gte", 0),
                            _connector="OR",
                        ),
                        name="collateral_value_counted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DebtLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("district_code", models.CharField(max_length=4)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(default=datetime.date(9999, 12, 31))),
                ("place_key", models.BinaryField()),
                ("name_key", models.BinaryField()),
                ("owed_satang", models.BigIntegerField()),
                ("overdue_since", models.DateField(null=True)),
                ("is_target", models.BooleanField()),
                ("search_text", models.TextField()),
                ("household_code", models.CharField(max_length=100)),
                ("borrower", models.CharField(max_length=600)),
                ("creditor_kind", models.CharField(max_length=8)),
                ("creditor_name", models.CharField(max_length=300)),
                ("fund_kind", models.CharField(blank=True, max_length=32)),
                ("status", models.CharField(max_length=12)),
                (
                    "centre",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organization.centre",
                    ),
                ),
                (
                    "debt",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="registers.debt",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="registers.membergroup",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="debt_lines",
                        to="registers.household",
                    ),
                ),
                (
                    "outside_creditor",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="registers.outsidecreditor",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="registers.debtstate",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["district_code", "place_key", "id"], name="debt_line_place"
                    ),
                    models.Index(fields=["district_code", "name_key", "id"], name="debt_line_name"),
                    models.Index(
                        fields=[
                            "district_code",
                            "owed_satang",
                            "id",
                            "valid_from",
                            "valid_until",
                            "is_target",
                            "status",
                            "creditor_kind",
                            "fund_kind",
                            "overdue_since",
                            "centre",
                            "group",
                            "outside_creditor",
                        ],
                        name="debt_line_owed",
                    ),
                    models.Index(fields=["centre", "place_key", "id"], name="debt_line_in_centre"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("debt", "valid_from"), name="debt_line_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gt", models.F("valid_from"))),
                        name="debt_line_spans_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
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
                        choices=[
                            ("contract", "Contract"),
                            ("receipt", "Receipt"),
                            ("balance", "Balance"),
                            ("land", "Land"),
                            ("photo", "Photo"),
                            ("other", "Other"),
                        ],
                        max_length=8,
                    ),
                ),
                ("description", models.CharField(blank=True, max_length=300)),
                ("media_type", models.CharField(max_length=32)),
                ("size_bytes", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("stored_as", models.CharField(max_length=64, unique=True)),
                ("uploaded_on", models.DateField()),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="organization.centre",
                    ),
                ),
                (
                    "debt",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="registers.debt",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="registers.household",
                    ),
                ),
                (
                    "uploaded_by",
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
                        condition=models.Q(
                            (
                                "kind__in",
                                ["contract", "receipt", "balance", "land", "photo", "other"],
                            ),
                            ("media_type__in", ["application/pdf", "image/jpeg", "image/png"]),
                        ),
                        name="evidence_words_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size_bytes__gt", 0)), name="evidence_not_empty"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FundRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("effective_from", models.DateField()),
                ("effective_until", models.DateField(null=True)),
                ("source", models.TextField()),
                ("verified", models.BooleanField()),
                ("rate_bp", models.PositiveIntegerField(null=True)),
                ("min_rate_bp", models.PositiveIntegerField(null=True)),
                ("method", models.CharField(blank=True, max_length=9)),
                ("max_principal_committee_satang", models.BigIntegerField(null=True)),
                ("max_principal_meeting_satang", models.BigIntegerField(null=True)),
                ("max_term_months", models.PositiveSmallIntegerField(null=True)),
                ("longest_extension_months", models.PositiveSmallIntegerField(null=True)),
                ("longest_grace_months", models.PositiveSmallIntegerField(null=True)),
                ("may_consolidate", models.BooleanField()),
                ("may_refinance", models.BooleanField()),
                ("security", models.TextField(blank=True)),
                ("permitted_purposes", models.TextField(blank=True)),
                ("forbidden_purposes", models.TextField(blank=True)),
                ("late_fee", models.TextField(blank=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.importbatch",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rules",
                        to="registers.membergroup",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="fund_rule_names_its_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_until__isnull", True),
                            ("effective_until__gte", models.F("effective_from")),
                            _connector="OR",
                        ),
                        name="fund_rule_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("rate_bp__isnull", True), ("rate_bp__lte", 36000), _connector="OR"
                            ),
                            models.Q(
                                ("min_rate_bp__isnull", True),
                                ("min_rate_bp__lte", 36000),
                                _connector="OR",
                            ),
                        ),
                        name="fund_rule_rate_possible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("min_rate_bp__isnull", True),
                            ("rate_bp__isnull", True),
                            ("min_rate_bp__lte", models.F("rate_bp")),
                            _connector="OR",
                        ),
                        name="fund_rule_lowest_rate_below_rate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("method__in", ["", "declining", "flat"])),
                        name="fund_rule_method_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("max_principal_committee_satang__isnull", True),
                                ("max_principal_committee_satang__gte", 0),
                                _connector="OR",
                            ),
                            models.Q(
                                ("max_principal_meeting_satang__isnull", True),
                                ("max_principal_meeting_satang__gte", 0),
                                _connector="OR",
                            ),
                        ),
                        name="fund_rule_principal_counted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Guarantor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("limit_satang", models.BigIntegerField(null=True)),
                ("signed_on", models.DateField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.importbatch",
                    ),
                ),
                (
                    "debt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guarantor_rows",
                        to="registers.debt",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.household",
                    ),
                ),
                (
                    "name",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.writtenname",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("limit_satang__isnull", True), ("limit_satang__gt", 0), _connector="OR"
                        ),
                        name="guarantor_limit_counted",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseholdLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("district_code", models.CharField(max_length=4)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(default=datetime.date(9999, 12, 31))),
                ("place_key", models.BinaryField()),
                ("name_key", models.BinaryField()),
                ("owed_satang", models.BigIntegerField()),
                ("overdue_since", models.DateField(null=True)),
                ("is_target", models.BooleanField()),
                ("search_text", models.TextField()),
                ("code", models.CharField(max_length=100)),
                ("head", models.CharField(max_length=600)),
                ("is_model", models.BooleanField()),
                ("group_satang", models.BigIntegerField()),
                ("formal_satang", models.BigIntegerField()),
                ("informal_satang", models.BigIntegerField()),
                ("debts", models.PositiveIntegerField()),
                ("creditors", models.PositiveIntegerField()),
                ("income_year_satang", models.BigIntegerField()),
                ("expense_year_satang", models.BigIntegerField()),
                (
                    "centre",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organization.centre",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="registers.household",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="registers.householdstate",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["district_code", "place_key", "id"], name="household_line_place"
                    ),
                    models.Index(
                        fields=["district_code", "name_key", "id"], name="household_line_name"
                    ),
                    models.Index(
                        fields=[
                            "district_code",
                            "owed_satang",
                            "id",
                            "valid_from",
                            "valid_until",
                            "is_target",
                            "is_model",
                            "debts",
                            "creditors",
                            "informal_satang",
                            "overdue_since",
                            "centre",
                        ],
                        name="household_line_owed",
                    ),
                    models.Index(
                        fields=["centre", "place_key", "id"], name="household_line_in_centre"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("household", "valid_from"), name="household_line_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gt", models.F("valid_from"))),
                        name="household_line_spans_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LandHolding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "tenure",
                    models.CharField(
                        choices=[
                            ("owned", "Owned"),
                            ("rented", "Rented"),
                            ("allotted", "Allotted"),
                            ("borrowed", "Borrowed"),
                        ],
                        max_length=8,
                    ),
                ),
                ("area_rai", models.CharField(max_length=64)),
                ("document", models.CharField(blank=True, max_length=100)),
                ("use", models.CharField(blank=True, max_length=300)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.importbatch",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="land",
                        to="registers.household",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tenure__in", ["owned", "rented", "allotted", "borrowed"])
                        ),
                        name="land_holding_tenure_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("head", "Head"),
                            ("spouse", "Spouse"),
                            ("child", "Child"),
                            ("parent", "Parent"),
                            ("sibling", "Sibling"),
                            ("grandchild", "Grandchild"),
                            ("relative", "Relative"),
                            ("other", "Other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("birth_year", models.PositiveSmallIntegerField(null=True)),
                ("occupation", models.CharField(blank=True, max_length=300)),
                ("has_id", models.BooleanField()),
                (
                    "without_id",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("child", "Child"),
                            ("no_nationality", "No Nationality"),
                            ("not_shown", "Not Shown"),
                            ("declined", "Declined"),
                            ("lost", "Lost"),
                        ],
                        max_length=14,
                    ),
                ),
                ("former_id", models.TextField(blank=True)),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("present", "Present"),
                            ("gone", "Gone"),
                            ("mistaken", "Mistaken"),
                        ],
                        default="present",
                        max_length=8,
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.importbatch",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="person_states",
                        to="registers.household",
                    ),
                ),
                (
                    "name",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.writtenname",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="states",
                        to="registers.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "person"), name="person_state_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("has_id", True), ("without_id", "")),
                            models.Q(
                                ("has_id", False),
                                (
                                    "without_id__in",
                                    ["child", "no_nationality", "not_shown", "declined", "lost"],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="person_state_id_or_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "head",
                                    "spouse",
                                    "child",
                                    "parent",
                                    "sibling",
                                    "grandchild",
                                    "relative",
                                    "other",
                                ],
                            ),
                            ("standing__in", ["present", "gone", "mistaken"]),
                        ),
                        name="person_state_words_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_year__isnull", True), ("birth_year__gte", 1880), _connector="OR"
                        ),
                        name="person_state_birth_year_possible",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "register",
                    models.CharField(
                        choices=[
                            ("debtors", "Debtors"),
                            ("households", "Households"),
                            ("matrix", "Matrix"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("filters", models.JSONField(default=dict)),
                ("columns", models.JSONField(default=list)),
                ("order", models.CharField(blank=True, max_length=10)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("officer", "register", "name"), name="saved_view_name_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("register__in", ["debtors", "households", "matrix"])),
                        name="saved_view_register_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Saving",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pledged", "Pledged"),
                            ("shares", "Shares"),
                            ("deposit", "Deposit"),
                            ("cash", "Cash"),
                            ("other", "Other"),
                        ],
                        max_length=7,
                    ),
                ),
                ("holder", models.CharField(blank=True, max_length=300)),
                ("balance_satang", models.BigIntegerField()),
                ("withdrawable", models.BooleanField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.importbatch",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="savings",
                        to="registers.membergroup",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="savings",
                        to="registers.household",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["pledged", "shares", "deposit", "cash", "other"])
                        ),
                        name="saving_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("balance_satang__gte", 0)), name="saving_counted"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WholeList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cash", "Cash"),
                            ("land", "Land"),
                            ("savings", "Savings"),
                            ("guarantors", "Guarantors"),
                            ("collateral", "Collateral"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.importbatch",
                    ),
                ),
                (
                    "debt",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="whole_lists",
                        to="registers.debt",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="whole_lists",
                        to="registers.household",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("batch",), name="whole_list_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("debt__isnull", True), ("kind__in", ["cash", "land", "savings"])
                            ),
                            models.Q(
                                ("debt__isnull", False), ("kind__in", ["guarantors", "collateral"])
                            ),
                            _connector="OR",
                        ),
                        name="whole_list_of_household_or_debt",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceWithdrawal",
            fields=[
                (
                    "evidence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="withdrawal",
                        serialize=False,
                        to="registers.evidence",
                    ),
                ),
                ("reason", models.TextField()),
                ("withdrawn_on", models.DateField()),
                (
                    "withdrawn_by",
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
            name="OutsideCreditorState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=300)),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("baac", "Agriculture Bank"),
                            ("gsb", "Savings Bank"),
                            ("ghb", "Housing Bank"),
                            ("bank", "Bank"),
                            ("coop", "Cooperative"),
                            ("leasing", "Leasing"),
                            ("card", "Card"),
                            ("state_fund", "State Fund"),
                            ("shop", "Shop"),
                            ("lender", "Lender"),
                            ("relative", "Relative"),
                            ("other", "Other"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("present", "Present"),
                            ("gone", "Gone"),
                            ("mistaken", "Mistaken"),
                        ],
                        default="present",
                        max_length=8,
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registers.importbatch",
                    ),
                ),
                (
                    "outside_creditor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="states",
                        to="registers.outsidecreditor",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("batch", "outside_creditor"), name="outside_creditor_state_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "sort__in",
                                [
                                    "baac",
                                    "gsb",
                                    "ghb",
                                    "bank",
                                    "coop",
                                    "leasing",
                                    "card",
                                    "state_fund",
                                    "shop",
                                    "lender",
                                    "relative",
                                    "other",
                                ],
                            ),
                            ("standing__in", ["present", "gone", "mistaken"]),
                        ),
                        name="outside_creditor_state_words_known",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="importbatch",
            name="import_batch_file_once",
        ),
        migrations.AddField(
            model_name="cashitem",
            name="source",
            field=models.CharField(
                blank=True,
                choices=[
                    ("crops", "Crops"),
                    ("livestock", "Livestock"),
                    ("wages", "Wages"),
                    ("trade", "Trade"),
                    ("remittance", "Remittance"),
                    ("welfare", "Welfare"),
                    ("food", "Food"),
                    ("house", "House"),
                    ("education", "Education"),
                    ("health", "Health"),
                    ("farming", "Farming"),
                    ("social", "Social"),
                    ("vices", "Vices"),
                    ("other", "Other"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="debtstate",
            name="standing",
            field=models.CharField(
                choices=[("present", "Present"), ("gone", "Gone"), ("mistaken", "Mistaken")],
                default="present",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="householdstate",
            name="standing",
            field=models.CharField(
                choices=[("present", "Present"), ("gone", "Gone"), ("mistaken", "Mistaken")],
                default="present",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="deed",
            field=models.CharField(
                blank=True,
                choices=[
                    ("household", "Household"),
                    ("person", "Person"),
                    ("cash", "Cash"),
                    ("land", "Land"),
                    ("savings", "Savings"),
                    ("debt", "Debt"),
                    ("balance", "Balance"),
                    ("guarantors", "Guarantors"),
                    ("collateral", "Collateral"),
                    ("group", "Group"),
                    ("fund_rule", "Fund Rule"),
                    ("creditor", "Creditor"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="importbatch",
            name="scope",
            field=models.CharField(
                blank=True,
                choices=[("full", "Full"), ("supplement", "Supplement"), ("entry", "Entry")],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="importbatch",
            name="sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="membergroupstate",
            name="standing",
            field=models.CharField(
                choices=[("present", "Present"), ("gone", "Gone"), ("mistaken", "Mistaken")],
                default="present",
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="cashitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("source", ""),
                    (
                        "source__in",
                        [
                            "crops",
                            "livestock",
                            "wages",
                            "trade",
                            "remittance",
                            "welfare",
                            "food",
                            "house",
                            "education",
                            "health",
                            "farming",
                            "social",
                            "vices",
                            "other",
                        ],
                    ),
                    _connector="OR",
                ),
                name="cash_item_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="debtstate",
            constraint=models.CheckConstraint(
                condition=models.Q(("standing__in", ["present", "gone", "mistaken"])),
                name="debt_state_standing_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="householdstate",
            constraint=models.CheckConstraint(
                condition=models.Q(("standing__in", ["present", "gone", "mistaken"])),
                name="household_state_standing_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("status", "discarded"), _negated=True),
                    models.Q(("sha256", ""), _negated=True),
                ),
                fields=("centre_code", "sha256"),
                name="import_batch_file_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("scope", "entry"), ("sha256", ""), models.Q(("deed", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("scope", "entry"), _negated=True),
                        models.Q(("sha256", ""), _negated=True),
                        ("deed", ""),
                    ),
                    _connector="OR",
                ),
                name="import_batch_file_or_deed",
            ),
        ),
        migrations.AddConstraint(
            model_name="membergroupstate",
            constraint=models.CheckConstraint(
                condition=models.Q(("standing__in", ["present", "gone", "mistaken"])),
                name="group_state_standing_known",
            ),
        ),
        migrations.RunPython(add_search, drop_search),
    ]
