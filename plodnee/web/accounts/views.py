"""A person's own page: posts held, password, second factor, where notices are sent."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.organization.access import posts_in_force
from plodnee.organization.models import Officer
from plodnee.organization.services import state_email
from plodnee.visits.rounds.notices import mail_is_configured
from plodnee.web.access import FORM, logged_in, officer_of, today

LONGEST_EMAIL = Officer._meta.get_field("email").max_length


class EmailForm(forms.Form):
    """Where notices are sent; empty for nowhere."""

    email = forms.EmailField(
        label=gettext_lazy("อีเมลรับแจ้ง"), required=False, max_length=LONGEST_EMAIL,
        help_text=gettext_lazy("ใช้แจ้งเมื่อกำหนดการติดตามในพื้นที่ของท่านเปลี่ยน เว้นว่างถ้าไม่ต้องการ"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip


@logged_in()
def account(request: HttpRequest) -> HttpResponse:
    """Who is logged in and with which posts."""
    officer = officer_of(request)
    context = {"officer": officer, "posts": posts_in_force(officer, today())}
    return render(request, "accounts/account.html", context)


@logged_in(FORM)
def account_email(request: HttpRequest) -> HttpResponse:
    """Where e-mail is sent to whoever is logged in."""
    officer = officer_of(request)
    sent = request.POST if request.method == "POST" else None
    form = EmailForm(sent, initial={"email": officer.email})
    if form.is_valid():
        if form.cleaned_data["email"] != officer.email:
            state_email(officer=officer, email=form.cleaned_data["email"])
        messages.success(request, _("บันทึกอีเมลแล้ว"))
        return redirect("account")
    context = {"form": form, "is_sent": mail_is_configured()}
    return render(request, "accounts/email.html", context, status=422 if form.is_bound else 200)
