"""What is asked of the lessons: filters in the address, words with the session."""

from typing import NamedTuple
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.engine.thai_dates import fiscal_year_be
from plodnee.lessons.coding.selectors import code_names
from plodnee.lessons.learning import Asked, centres_noted, years_noted
from plodnee.lessons.models import LONGEST_TAG
from plodnee.visits.models import Topic
from plodnee.visits.rounds.defaults import usual_round
from plodnee.web.access import officer_of, today
from plodnee.web.searches import in_links, keep_search, searched
from plodnee.web.visit_day.forms import topic_key, topic_words
from plodnee.web.visit_day.wording import KINDS

LONGEST_SEARCH, SEARCH = 80, "lessons"
CODED = "coded"


class _Everywhere(NamedTuple):
    code: str = ""


EVERYWHERE = _Everywhere()  # lessons are searched over every place that one may see


class LessonsForm(forms.Form):
    """Filters of the list; whatever is not among the choices is left out, and said."""

    year = forms.ChoiceField(label=gettext_lazy("ปีงบประมาณ"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("ศูนย์ฯ"), required=False)
    topic = forms.ChoiceField(label=gettext_lazy("ประเด็น"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("ประเภท"), required=False)
    code = forms.ChoiceField(label=gettext_lazy("รหัส"), required=False)
    tag = forms.CharField(label=gettext_lazy("ป้าย"), required=False, max_length=LONGEST_TAG)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET)
        officer, on = officer_of(request), today()
        years = years_noted(officer, on)
        self._offer("year", [(str(year), str(year)) for year in years], _("ทุกปี"))
        centres = [(one.code, one.name) for one in centres_noted(officer, on)]
        self._offer("place", centres, _("ทุกแห่ง"))
        self._offer("topic", _topics(), _("ทุกประเด็น"))
        kinds = [(CODED, _("บทเรียนทุกประเภท")), *((k, str(w)) for k, w in KINDS.items())]
        self._offer("kind", kinds, _("บันทึกทั้งหมด"))
        self._offer("code", list(code_names(on).items()), _("ทุกรหัส"))

    def _offer(self, name: str, choices: list[tuple[str, str]], anything: str) -> None:
        self.fields[name].choices = [("", anything), *choices]  # type: ignore[attr-defined]

    def asked(self, words: str) -> Asked:
        """What was asked for and can be answered."""
        self.full_clean()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        year = int(said.pop("year", 0))
        return Asked(year=year, words=words, **said)

    def query(self) -> str:
        """The filters as an address holds them."""
        self.full_clean()
        return urlencode({name: value for name, value in self.cleaned_data.items() if value})


def _topics() -> list[tuple[str, str]]:
    """The topics as rounds usually have them, to filter by."""
    said = usual_round(fiscal_year_be(today())).topics
    topics = [Topic(number=one.number, item=one.item, title=one.title) for one in said]
    return [(topic_key(one), topic_words(one)) for one in topics]


def searched_words(request: HttpRequest) -> str:
    """What the address names, or this person last searched for among the lessons."""
    return searched(request, SEARCH, EVERYWHERE)


def keep_words_searched(request: HttpRequest) -> None:
    """The words sent, kept until the person searches anew or logs out."""
    keep_search(request, SEARCH, EVERYWHERE, request.POST.get("q", "")[:LONGEST_SEARCH].strip())


def query_with_words(request: HttpRequest, form: LessonsForm) -> str:
    """The filters, and what names the words, as links to pages and files hold them."""
    said = (form.query(), urlencode(in_links(request, SEARCH, EVERYWHERE)))
    return "&".join(filter(None, said))
