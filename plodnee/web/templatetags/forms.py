"""Form fields in the dress of the site."""

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, FileInput, RadioSelect, Select
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def is_tick(field: BoundField) -> bool:
    """Whether the field is a single box to tick."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_choices(field: BoundField) -> bool:
    """Whether the field is several boxes to tick, or one of several."""
    return isinstance(field.field.widget, RadioSelect)


@register.filter
def refuses_hidden(form: BaseForm) -> bool:
    """Whether what is wrong is nothing that whoever sent the form can see in it."""
    return any(field.errors for field in form.hidden_fields())


@register.filter
def dressed(field: BoundField, css_class: str) -> SafeString:
    """The field's own input with our class, and no hint text inside the box."""
    widget = field.field.widget
    if isinstance(widget, Select):
        css_class = "govuk-select"
    elif isinstance(widget, FileInput):
        css_class = "govuk-file-upload"
    state = f" {css_class}--error" if field.errors else ""
    return field.as_widget(attrs={"class": css_class + state, "placeholder": False})
