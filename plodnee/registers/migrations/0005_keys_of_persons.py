import django.db.models.deletion
from django.db import migrations, models


def name_the_key_of_each_index(apps, schema_editor):
    """Until now a value and its index were always made under the same key."""
    national_ids = apps.get_model("registers", "NationalId")
    for kept in national_ids.objects.only("sealed").iterator():
        version = kept.sealed.split("|")[1]
        national_ids.objects.filter(pk=kept.pk).update(index_version=version)


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0004_balances_and_baselines"),
    ]

    operations = [
        migrations.CreateModel(
            name="PersonKey",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="own_key",
                        serialize=False,
                        to="registers.person",
                    ),
                ),
                ("sealed", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sealed__startswith", "v1|")), name="person_key_sealed"
                    )
                ]
            },
        ),
        migrations.AddField(
            model_name="nationalid",
            name="index_version",
            field=models.CharField(default="", max_length=16),
            preserve_default=False,
        ),
        migrations.RunPython(name_the_key_of_each_index, migrations.RunPython.noop),
    ]
