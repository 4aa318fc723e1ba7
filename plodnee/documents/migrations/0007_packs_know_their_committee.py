from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0006_packs_kept")]

    operations = [
        migrations.AddField("pack", "seats_sha256", models.CharField(default="", max_length=64)),
    ]
