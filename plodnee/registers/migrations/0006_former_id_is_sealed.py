from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0005_keys_of_persons"),
    ]

    operations = [
        migrations.RenameField(
            model_name="personstate", old_name="former_id", new_name="sealed_former_id"
        ),
    ]
