"""Areas by official code, the centres in them, officers and the posts they hold."""

from datetime import date
from typing import Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact, In

from plodnee.organization.roles import ROLES, Role

COUNTRY = "-"


def _in_force(on: date, since: str, until: str) -> Q:
    """Rows in force on a day: both ends count, an open start or end has no limit."""
    started = Q(**{f"{since}__lte": on}) | Q(**{f"{since}__isnull": True})
    return started & (Q(**{f"{until}__gte": on}) | Q(**{f"{until}__isnull": True}))


class AreaQuerySet(models.QuerySet["Area"]):
    """Areas, narrowed."""

    def inside(self, code: str) -> Self:
        """The areas one level below a code; the provinces for the country (empty code)."""
        return self.filter(code__startswith=code, level=len(code) + 2)

    def in_force(self, on: date) -> Self:
        """Areas that exist on a day."""
        return self.filter(_in_force(on, "valid_from", "valid_until"))


class Area(models.Model):
    """A province, district, subdistrict or village by its official nested code.

    An area that is split or abolished keeps its row; `valid_until` is its last day.
    """

    class Level(models.IntegerChoices):
        PROVINCE = 2
        DISTRICT = 4
        SUBDISTRICT = 6
        VILLAGE = 8

    code = models.CharField(max_length=8, primary_key=True)
    level = models.PositiveSmallIntegerField(choices=Level)
    name_th = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Exact(Length("code"), F("level")), name="area_level_is_length_of_code"
            ),
            models.CheckConstraint(condition=Q(level__in=[2, 4, 6, 8]), name="area_level_known"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="area_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["level", "code"], name="area_by_level")]

    def __str__(self) -> str:
        return f"{self.code} {self.name_th}"

    @property
    def parent_code(self) -> str:
        """The code of the area that this one lies in; empty for a province."""
        return self.code[:-2]

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this area stand in."""
        return self.code


class InspectionZone(models.Model):
    """The inspection zone (เขตตรวจราชการ) that a province belongs to, from a day on."""

    province = models.ForeignKey(Area, models.PROTECT, related_name="inspection_zones")
    number = models.PositiveSmallIntegerField()  # 0 is the central zone
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["province", "valid_from"], name="inspection_zone_one_start"
            ),
            models.UniqueConstraint(
                fields=["province"],
                condition=Q(valid_until__isnull=True),
                name="inspection_zone_one_open",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="inspection_zone_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.province_id} → {self.number}"


class Centre(models.Model):
    """A Community Fund Management Centre; its code is that of its village or subdistrict."""

    class Level(models.TextChoices):
        VILLAGE = "village", "หมู่บ้าน"
        SUBDISTRICT = "subdistrict", "ตำบล"

    code = models.CharField(max_length=8, primary_key=True)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=11, choices=Level)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(level="village") & Exact(Length("code"), 8))
                | (Q(level="subdistrict") & Exact(Length("code"), 6)),
                name="centre_level_is_length_of_code",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="centre_named"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this centre stand in."""
        return self.code


class Officer(AbstractUser):
    """Whoever logs in: a member of a committee, an officer of a district, province or department.

    What an officer may do follows from posts alone; Django's groups and permissions are not used.
    """

    is_demonstration = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def audit_key(self) -> str:
        """The officer's key in the trail."""
        return f"officer:{self.pk}"

    @property
    def audit_label(self) -> str:
        """The officer's name in the trail: the one used to log in."""
        return self.username


class PostQuerySet(models.QuerySet["Post"]):
    """Posts, narrowed."""

    def in_force(self, on: date) -> Self:
        """Posts held on a day."""
        return self.filter(_in_force(on, "held_from", "held_until"))


class Post(models.Model):
    """A role held by an officer at an area from a day on; an empty area code is the country."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20)  # a code of `roles.ROLES`
    area_code = models.CharField(max_length=8, blank=True)
    held_from = models.DateField()
    held_until = models.DateField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held_until__isnull=True) | Q(held_until__gte=F("held_from")),
                name="post_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(In(Length("area_code"), [0, 2, 4, 6, 8])), name="post_at_an_area"
            ),
            models.CheckConstraint(
                condition=Q(role="auditor")
                | (Q(role="department") & Q(area_code=""))
                | (Q(role="province") & Exact(Length("area_code"), 2))
                | (Q(role="district_officer") & Exact(Length("area_code"), 4))
                | (Q(role="centre_committee") & Q(In(Length("area_code"), [6, 8]))),
                name="post_role_at_its_level",
            ),
            models.UniqueConstraint(
                fields=["officer", "role", "area_code"],
                condition=Q(held_until__isnull=True),
                name="post_held_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.role} {self.area_code or COUNTRY}"

    @property
    def definition(self) -> Role:
        """What the post may do, and its names."""
        return ROLES[self.role]

    def reaches(self, code: str) -> bool:
        """Whether the post acts at a place: in its own area, or at its own centre alone."""
        if self.definition.own_centre_only:
            return code == self.area_code
        return code.startswith(self.area_code)

    def rows_reached(self, column: str) -> Q:
        """The rows at whose place the post acts; the column holds their place's code."""
        exactly = self.definition.own_centre_only
        return Q(**{column if exactly else f"{column}__startswith": self.area_code})

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this post stand in."""
        return self.area_code or COUNTRY
