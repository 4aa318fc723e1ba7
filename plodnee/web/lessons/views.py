"""The page of lessons: search, filters, counts, what stands together, the notes themselves."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.lessons.coding.selectors import code_names
from plodnee.lessons.learning import (
    code_counts,
    kind_counts,
    lines_asked,
    tag_counts,
    tags_together,
)
from plodnee.organization.access import area_codes_for
from plodnee.web.access import FORM, allowed, officer_of, today
from plodnee.web.charts.together import together_chart
from plodnee.web.frame import Link
from plodnee.web.left_out import tell_of_form
from plodnee.web.lessons.asking import (
    LessonsForm,
    keep_words_searched,
    query_with_words,
    searched_words,
)
from plodnee.web.lessons.rows import lesson_rows
from plodnee.web.visit_day.wording import KINDS

ROWS_A_PAGE, MOST_TOGETHER, MOST_TAGS_SHOWN, MOST_CODES_SHOWN = 20, 7, 24, 10


@allowed("notes.view", FORM)
def lessons(request: HttpRequest) -> HttpResponse:
    """Notes across centres and years; what is searched for may be a name and stays with us."""
    form = LessonsForm(request)
    if request.method == "POST":
        keep_words_searched(request)
        query = form.query()
        return HttpResponseRedirect(reverse("lessons") + (f"?{query}" if query else ""))
    words, officer = searched_words(request), officer_of(request)
    asked = form.asked(words)
    tell_of_form(request, form)
    lines = lines_asked(officer, today(), asked)
    page = Paginator(lines.select_related("centre").prefetch_related("tags"), ROWS_A_PAGE).get_page(
        request.GET.get("page")
    )
    tags, names = tag_counts(lines), code_names(today())
    together = tags_together(lines, [name for name, _count in tags[:MOST_TOGETHER]])
    context = {
        "form": form,
        "words": words,
        "asked": asked,
        "page": page,
        "rows": lesson_rows(page),
        "query": query_with_words(request, form),
        "kinds": [(KINDS[kind], kind, count) for kind, count in kind_counts(lines).items()],
        "codes": [
            (KINDS[kind], names.get(code, _("ไม่ระบุรหัส")), count)
            for kind, code, count in code_counts(lines)[:MOST_CODES_SHOWN]
        ],
        "tags": tags[:MOST_TAGS_SHOWN],
        "together": together,
        "table": list(zip(together.names, together.pairs, strict=True)),
        "chart": together_chart(together) if together.most else None,
        "keeps_codes": bool(area_codes_for(officer, "lessons.code", today())),
        "trail": [Link(_("บทเรียน"), "", here=True)],
    }
    return render(request, "lessons/lessons.html", context)
