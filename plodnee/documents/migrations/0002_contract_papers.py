"""Papers of contracts: their kinds, their own numbers, the household that they name."""

import django.db.models.deletion
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
    dependencies = [
        ("documents", "0001_issued_documents"),
        ("registers", "0010_committees_and_orders"),
    ]

    operations = [
        migrations.RemoveConstraint("issueddocument", "issued_document_kind_known"),
        migrations.AddField(
            "issueddocument",
            "household",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="issued_documents",
                to="registers.household",
            ),
        ),
        migrations.AddField(
            "issueddocument", "number", models.CharField(blank=True, max_length=40)
        ),
        migrations.AlterField(
            "issueddocument",
            "kind",
            models.CharField(
                choices=[
                    ("order", "Order"),
                    ("minutes", "Minutes"),
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
            models.UniqueConstraint(
                fields=["centre", "kind", "number"],
                condition=~models.Q(number=""),
                name="issued_document_number_once",
            ),
        ),
        migrations.AddConstraint(
            "issueddocument",
            models.CheckConstraint(
                condition=models.Q(kind__in=["order", "minutes"], household__isnull=True)
                | models.Q(kind__in=CONTRACT_PAPERS, household__isnull=False),
                name="issued_document_kind_known",
            ),
        ),
    ]
