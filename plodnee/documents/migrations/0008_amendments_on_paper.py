"""Amendments are papers of a contract, issued as the others are."""

from django.db import migrations, models

COMMITTEE_PAPERS = ("order", "minutes", "notice")
CONTRACT_PAPERS = (
    *("contract", "guarantee", "acknowledgement", "consent", "amendment"),
    *("guarantor_notice", "receipt", "settlement", "statement"),
)
KINDS = [(kind, kind.replace("_", " ").title()) for kind in (*COMMITTEE_PAPERS, *CONTRACT_PAPERS)]


class Migration(migrations.Migration):
    dependencies = [("documents", "0007_packs_know_their_committee")]

    operations = [
        migrations.RemoveConstraint("issueddocument", "issued_document_kind_known"),
        migrations.AlterField(
            "issueddocument", "kind", models.CharField(choices=KINDS, max_length=16)
        ),
        migrations.AddConstraint(
            "issueddocument",
            models.CheckConstraint(
                condition=models.Q(kind__in=COMMITTEE_PAPERS, household__isnull=True)
                | models.Q(kind__in=CONTRACT_PAPERS, household__isnull=False),
                name="issued_document_kind_known",
            ),
        ),
    ]
