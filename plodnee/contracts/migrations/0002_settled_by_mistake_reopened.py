from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0010_following"),
        ("contracts", "0001_one_contract_per_household"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="contractstep",
            name="contract_step_deed_known",
        ),
        migrations.AlterField(
            model_name="contractstep",
            name="deed",
            field=models.CharField(
                choices=[
                    ("drafted", "Drafted"),
                    ("withdrawn", "Withdrawn"),
                    ("signed", "Signed"),
                    ("amended", "Amended"),
                    ("settled", "Settled"),
                    ("reopened", "Reopened"),
                    ("cancelled", "Cancelled"),
                ],
                max_length=9,
            ),
        ),
        migrations.AddConstraint(
            model_name="contractstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("deed", "drafted"), ("sequence", 1)),
                    models.Q(
                        (
                            "deed__in",
                            ("withdrawn", "signed", "amended", "settled", "reopened", "cancelled"),
                        ),
                        ("sequence__gt", 1),
                    ),
                    _connector="OR",
                ),
                name="contract_step_deed_known",
            ),
        ),
    ]
