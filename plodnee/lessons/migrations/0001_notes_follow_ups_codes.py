"""Notes and findings of visits with their files and lists, follow-ups, codes."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plodnee.audit.migrating import TablesAtOnce

TABLE = "lessons_noteline"


def add_search(apps, schema_editor):
    """Trigrams over the text of every note, by what each database has for them."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        schema_editor.execute(
            f"CREATE INDEX {TABLE}_search ON {TABLE} USING gin (search_text gin_trgm_ops)"
        )
    else:
        schema_editor.execute(
            f"CREATE VIRTUAL TABLE {TABLE}_search USING fts5(words, tokenize = 'trigram')"
        )


def drop_search(apps, schema_editor):
    """The notes without their search."""
    kind = "INDEX" if schema_editor.connection.vendor == "postgresql" else "TABLE"
    schema_editor.execute(f"DROP {kind} {TABLE}_search")


class Migration(TablesAtOnce):
    initial = True

    dependencies = [
        ("organization", "0001_areas_centres_officers_posts"),
        ("visits", "0002_one_choice_stands"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FieldNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "sort",
                    models.CharField(
                        choices=[("note", "Note"), ("finding", "Finding")], max_length=8
                    ),
                ),
                ("noted_on", models.DateField()),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "selection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="visits.selection",
                    ),
                ),
            ],
            options={
                "ordering": ["selection", "noted_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sort__in", ["note", "finding"])),
                        name="field_note_sort_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("asked_on", models.DateField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="lessons.fieldnote",
                    ),
                ),
            ],
            options={
                "ordering": ["note", "asked_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="LessonCode",
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
                        choices=[
                            ("problem", "Problem"),
                            ("technique", "Technique"),
                            ("success", "Success"),
                            ("suggestion", "Suggestion"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
            options={
                "ordering": ["office_code", "kind", "id"],
            },
        ),
        migrations.CreateModel(
            name="NoteFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("description", models.CharField(blank=True, max_length=300)),
                ("media_type", models.CharField(max_length=32)),
                ("size_bytes", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("stored_as", models.CharField(max_length=64, unique=True)),
                ("added_on", models.DateField()),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="lessons.fieldnote",
                    ),
                ),
                (
                    "selection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="visits.selection",
                    ),
                ),
            ],
            options={
                "ordering": ["added_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("media_type__in", ["application/pdf", "image/jpeg", "image/png"])
                        ),
                        name="note_file_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size_bytes__gt", 0)), name="note_file_not_empty"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUpClosing",
            fields=[
                (
                    "follow_up",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="closing",
                        serialize=False,
                        to="lessons.followup",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("done", "Done"), ("not_possible", "Not Possible")], max_length=12
                    ),
                ),
                ("done", models.TextField()),
                ("closed_on", models.DateField()),
                (
                    "closed_by",
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
                            ("outcome__in", ["done", "not_possible"]),
                            models.Q(("done", ""), _negated=True),
                        ),
                        name="follow_up_closed_with_words",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUpVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("what", models.TextField()),
                ("owner_role", models.CharField(max_length=20)),
                ("office_code", models.CharField(blank=True, max_length=8)),
                ("due_on", models.DateField()),
                ("reason", models.TextField(blank=True)),
                ("kept_on", models.DateField()),
                (
                    "follow_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="lessons.followup",
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
                "ordering": ["follow_up", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("follow_up", "number"), name="follow_up_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True), name="follow_up_says_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="follow_up_changed_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LessonCodeVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("in_use", models.BooleanField(default=True)),
                ("kept_on", models.DateField()),
                (
                    "code",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="lessons.lessoncode",
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
                "ordering": ["code", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "number"), name="lesson_code_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="lesson_code_named"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoteCoding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("problem", "Problem"),
                            ("technique", "Technique"),
                            ("success", "Success"),
                            ("suggestion", "Suggestion"),
                        ],
                        max_length=12,
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=40)),
                ("coded_on", models.DateField()),
                (
                    "coded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codings",
                        to="lessons.fieldnote",
                    ),
                ),
            ],
            options={
                "ordering": ["note", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("note", "number"), name="note_coding_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", ""), _negated=True), ("code", ""), _connector="OR"
                        ),
                        name="note_coding_has_its_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoteFileWithdrawal",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="withdrawal",
                        serialize=False,
                        to="lessons.notefile",
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
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="note_file_withdrawn_with_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NoteLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fiscal_year_be", models.PositiveSmallIntegerField()),
                ("sort", models.CharField(max_length=8)),
                ("topic", models.PositiveSmallIntegerField()),
                ("item", models.PositiveSmallIntegerField()),
                ("speaker", models.CharField(max_length=12)),
                ("kind", models.CharField(blank=True, max_length=12)),
                ("code", models.CharField(blank=True, max_length=40)),
                ("noted_on", models.DateField()),
                ("text", models.TextField()),
                ("search_text", models.TextField()),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.centre",
                    ),
                ),
                (
                    "note",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="line",
                        to="lessons.fieldnote",
                    ),
                ),
            ],
            options={
                "ordering": ["-noted_on", "-id"],
                "indexes": [
                    models.Index(fields=["centre", "fiscal_year_be"], name="note_line_by_centre"),
                    models.Index(fields=["-noted_on", "-id"], name="note_line_by_day"),
                    models.Index(fields=["kind", "code"], name="note_line_by_code"),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoteTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tags",
                        to="lessons.noteline",
                    ),
                ),
            ],
            options={
                "ordering": ["line", "name"],
                "indexes": [models.Index(fields=["name"], name="note_tag_by_name")],
                "constraints": [
                    models.UniqueConstraint(fields=("line", "name"), name="note_tag_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="NoteVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("topic", models.PositiveSmallIntegerField()),
                ("item", models.PositiveSmallIntegerField(default=0)),
                (
                    "speaker",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("committee", "Committee"),
                            ("fund", "Fund"),
                            ("leader", "Leader"),
                            ("model", "Model"),
                            ("target", "Target"),
                            ("member", "Member"),
                            ("district", "District"),
                            ("province", "Province"),
                            ("team", "Team"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField()),
                ("tags", models.JSONField(default=list)),
                ("reason", models.TextField(blank=True)),
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
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="lessons.fieldnote",
                    ),
                ),
            ],
            options={
                "ordering": ["note", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("note", "number"), name="note_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="note_version_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="note_corrected_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpenFollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("owner_role", models.CharField(max_length=20)),
                ("office_code", models.CharField(blank=True, max_length=8)),
                ("due_on", models.DateField()),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organization.centre",
                    ),
                ),
                (
                    "follow_up",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="open",
                        to="lessons.followup",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
                "indexes": [
                    models.Index(
                        fields=["owner_role", "office_code", "due_on"], name="open_follow_up_of"
                    )
                ],
            },
        ),
        migrations.RunPython(add_search, drop_search),
    ]
