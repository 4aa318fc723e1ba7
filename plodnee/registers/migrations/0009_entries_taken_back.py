import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0008_workbooks_of_other_layouts"),
    ]

    operations = [
        migrations.AddField(
            model_name="importbatch",
            name="undoes",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undone_by",
                to="registers.importbatch",
            ),
        ),
    ]
