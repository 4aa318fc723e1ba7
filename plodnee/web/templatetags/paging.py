"""The page of a list that an address names, where there is no such page."""

from django import template
from django.core.paginator import InvalidPage, Page
from django.template.context import RequestContext
from django.utils.translation import gettext

register = template.Library()


@register.simple_tag(takes_context=True)
def page_not_there(context: RequestContext) -> str:
    """What to say where another page is shown than was asked for; nothing where it is that one."""
    request, page = context.get("request"), context.get("page")
    asked = request.GET.get(context.get("turned") or "page", "") if request else ""
    if not asked or not isinstance(page, Page):
        return ""
    try:
        page.paginator.validate_number(asked)
    except InvalidPage:
        return gettext("ไม่มีหน้าที่ขอ จึงแสดงหน้า %(shown)d") % {"shown": page.number}
    return ""
