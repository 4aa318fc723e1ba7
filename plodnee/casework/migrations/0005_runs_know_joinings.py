from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0004_capital_allocations"),
    ]

    operations = [
        migrations.AddField(
            model_name="planrun",
            name="joinings_known",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
