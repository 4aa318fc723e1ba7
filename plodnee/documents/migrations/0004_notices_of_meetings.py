"""Notices of meetings are papers of a committee, issued as the others are."""

from django.db import migrations, models

CONTRACT_PAPERS = (
    "contract",
    "guarantee",
    "acknowledgement",
    "consent",
    "guarantor_notice",
    "receipt",
    "settlement",
    "statement",
)


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_letters_as_issued")]

    operations = [
        migrations.RemoveConstraint("issueddocument", "issued_document_kind_known"),
        migrations.AlterField(
            "issueddocument",
            "kind",
            models.CharField(
                choices=[
                    ("order", "Order"),
                    ("minutes", "Minutes"),
                    ("notice", "Notice"),
                    ("contract", "Contract"),
                    ("guarantee", "Guarantee"),
                    ("acknowledgement", "Acknowledgement"),
                    ("consent", "Consent"),
                    ("guarantor_notice", "Guarantor Notice"),
                    ("receipt", "Receipt"),
                    ("settlement", "Settlement"),
                    ("statement", "Statement"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            "issueddocument",
            models.CheckConstraint(
                condition=models.Q(kind__in=("order", "minutes", "notice"), household__isnull=True)
                | models.Q(kind__in=CONTRACT_PAPERS, household__isnull=False),
                name="issued_document_kind_known",
            ),
        ),
    ]
