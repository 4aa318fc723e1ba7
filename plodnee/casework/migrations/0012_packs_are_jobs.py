from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0011_quorum_of_a_centre"),
    ]

    operations = [
        migrations.AlterField(
            model_name="job",
            name="kind",
            field=models.CharField(choices=[("plan", "Plan"), ("pack", "Pack")], max_length=8),
        ),
    ]
