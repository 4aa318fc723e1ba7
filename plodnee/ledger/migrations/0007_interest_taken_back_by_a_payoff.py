from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0006_adjustments_of_contracts")]

    operations = [
        migrations.RemoveConstraint(model_name="repaymentshare", name="share_not_negative"),
        migrations.AddConstraint(
            model_name="repaymentshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("interest_satang__gte", models.F("principal_satang") * -1),
                    ("penalty_satang__gte", 0),
                    ("principal_satang__gte", 0),
                ),
                name="share_not_negative",
            ),
        ),
    ]
