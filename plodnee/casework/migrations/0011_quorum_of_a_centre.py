"""A committee sets its own quorum, in versions as its other rules."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0010_following")]

    operations = [
        migrations.RemoveConstraint("ruleversion", "rule_version_of_a_kind"),
        migrations.AlterField(
            "ruleversion",
            "kind",
            models.CharField(
                choices=[
                    ("criteria", "Criteria"),
                    ("menu_policy", "Menu Policy"),
                    ("quorum", "Quorum"),
                ],
                max_length=11,
            ),
        ),
        migrations.AddConstraint(
            "ruleversion",
            models.CheckConstraint(
                condition=models.Q(kind__in=["criteria", "menu_policy", "quorum"], number__gte=1),
                name="rule_version_of_a_kind",
            ),
        ),
    ]
