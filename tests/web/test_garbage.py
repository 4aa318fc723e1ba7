"""Whatever is sent, the site answers; it never breaks."""

import random
import uuid
from urllib.parse import quote, urlencode

import pytest
from asking import FORM, as_many, asked, in_turn, path_at
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from garbage import GARBAGE
from offered_forms import KNOWN, answered, steps
from policy import policy_table
from world import OWN

from plodnee.web.sizes import LARGEST_REQUEST_BYTES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uncounted")]
TABLE = policy_table()
PARAMETERS = (
    "q", "page", "sort", "plan", "kind", "creditor", "debtor_class", "sheet", "clear", "next",
    "saved", "pinned", "first", "last",
    "language", "order_by", "_connector", "centre__code", "head__person__national_id__index",
)  # fmt: skip
FIELDS = (
    "q", "sort", "plan", "kind", "creditor", "debtor_class", "workbook", "login", "password",
    "rate", "instalments", "joining", "patterns", "reserve", "income", "income_from", "compare",
    "amount", "business_date", "purpose", "fund", "place", "reference", "note", "reason", "through",
    "cash", "bank", "opened_on",
    "objective", "within", "capital-0-0", "floor-0", "version", "line", "pin", "load", "next",
    "language", "code", "oldpassword", "password1", "password2", "csrfmiddlewaretoken",
)  # fmt: skip
NAMELESS = b'Content-Disposition: form-data; name="a"; filename="\0/../../b"\r\n\r\nc\r\n--x\r\n'
READ = [row.name for row in TABLE.values() if "GET" in row.answers]
SENT_TO = [row.name for row in TABLE.values() if "POST" in row.answers]
COSTLY = {
    "deck",
    "plan_sheet",
    "register_file",
    "offer_sheet",
    "results_file",
    "allocation_file",
}


IN_A_FEW = ("nul", "surrogate", "formula")
# Other kinds are shared out: an address meets as many of them, the next one those that follow.
SHARED_OUT = [kind for kind in GARBAGE if kind not in IN_A_FEW]
STEPS, LONG = 30, 50  # of a walk through forms
# A deed that reads nothing of what is sent and lays out every paper of a contract.
ISSUING = {"contract_issue"}


def shared_with(turn: int) -> list[str]:
    return in_turn(SHARED_OUT, turn, as_many(sqlite=6, postgresql=2))


def sent(text: str) -> str:
    """The text as a query, the surrogate as the three bytes that a careless program sends."""
    return quote(text.encode("utf-8", "surrogatepass"))


def faults(replies) -> list[str]:
    return [f"{what}: {reply.status_code}" for what, reply in replies if reply.status_code >= 500]


@pytest.fixture
def parameters_read(monkeypatch) -> list[str]:
    """The paths whose parameters were looked at; it grows while pages are asked."""
    paths: list[str] = []
    query = WSGIRequest.GET.func

    def looked_at(request):
        paths.append(request.path)
        return query(request)

    monkeypatch.setattr(WSGIRequest, "GET", property(looked_at))
    return paths


@pytest.mark.parametrize("name", [name for name in READ if name not in COSTLY])
def test_no_parameter_breaks_a_page(name, world, parameters_read):
    """A page that looks at no parameter is asked with a few kinds; every other with its share."""
    path = path_at(name, world)
    together = {
        kind: "&".join(f"{parameter}={sent(text)}" for parameter in PARAMETERS)
        for kind, text in GARBAGE.items()
    }

    def replies(visitor, kinds):
        for kind in kinds:
            reply = asked(world.clients[visitor], "GET", f"{path}?{together[kind]}")
            yield (visitor, kind), reply

    broken = faults([*replies("anonymous", IN_A_FEW), *replies("district", IN_A_FEW)])
    if parameters_read:
        broken += faults(replies("district", shared_with(READ.index(name))))
    assert broken == []


def test_it_is_seen_which_pages_look_at_their_parameters(world, parameters_read):
    asked(world.clients["district"], "GET", path_at("household", world))
    assert parameters_read == []
    asked(world.clients["district"], "GET", path_at("households", world))
    assert parameters_read != []


@pytest.mark.parametrize(("name", "most"), [("households", len(GARBAGE)), ("import", 6)])
def test_no_single_parameter_breaks_a_list(name, most, world):
    """The register meets every kind in each parameter; a preview, read from its file, a share."""
    path, many = path_at(name, world), as_many(sqlite=most, postgresql=4)
    replies = [
        ((parameter, kind), asked(world.clients["district"], "GET", f"{path}?{parameter}={text}"))
        for turn, parameter in enumerate(PARAMETERS)
        for kind, text in ((kind, sent(GARBAGE[kind])) for kind in in_turn([*GARBAGE], turn, many))
    ]
    assert faults(replies) == []


@pytest.mark.parametrize("name", SENT_TO)
def test_no_form_breaks_an_address(name, world):
    path = path_at(name, world)
    replies = []
    shared = shared_with(SENT_TO.index(name))
    for visitor, content_type, kinds in (
        ("district", FORM, IN_A_FEW if name in ISSUING else [*IN_A_FEW, *shared]),
        # Turned away, or not to be taken apart into fields, whatever the fields say.
        ("anonymous", FORM, IN_A_FEW),
        ("district", "multipart/form-data; boundary=x", IN_A_FEW),
        ("district", "application/json", IN_A_FEW),
    ):
        for kind in kinds:
            body = "&".join(f"{field}={sent(GARBAGE[kind])}" for field in FIELDS)
            client = world.clients[visitor]
            reply = asked(client, "POST", path, body=body, content_type=content_type)
            replies.append(((visitor, kind, content_type), reply))
    assert faults(replies) == []


@pytest.mark.parametrize("kind", GARBAGE)
def test_no_code_or_key_in_an_address_breaks_it(kind, world):
    garbage = sent(GARBAGE[kind])
    own = world.centres[OWN]
    paths = [
        f"/areas/{garbage}/",
        f"/centres/{garbage}/",
        f"/centres/{garbage}/households/",
        f"/centres/{OWN}/households/{garbage}/",
        f"/centres/{OWN}/households/{garbage}/plan.pdf",
        f"/centres/{OWN}/documents/{garbage}.xlsx",
        f"/registers/{garbage}/",
        f"/registers/{garbage}/problems.csv",
        f"/registers/{own.waiting}{garbage}/confirm/",
    ]
    for visitor in ("district", "anonymous"):
        for path in paths:
            status = asked(world.clients[visitor], "GET", path).status_code
            assert status in (301, 302, 404) or (kind == "nothing" and status < 500), (path, status)


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "django_language", "messages"])
@pytest.mark.parametrize(
    "cookie", ['"aaaaaaaaaaaa\\000"', '"\\340\\270\\201aaaaaaaa"', "a" * 9000, "{}", '"\\"']
)
def test_no_cookie_breaks_the_site(name, cookie):
    client = Client(raise_request_exception=False)
    for path in (reverse("home"), reverse("account_login")):
        assert client.get(path, HTTP_COOKIE=f"{name}={cookie}").status_code < 400


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("HTTP_ACCEPT_LANGUAGE", "th-" + "x" * 9000 + ";q=nan"),
        ("HTTP_ACCEPT_LANGUAGE", "\0"),
        ("HTTP_HX_REQUEST", "\0"),
        ("HTTP_HX_CURRENT_URL", "http://[::1"),
        ("HTTP_REFERER", "http://[::1"),
        ("HTTP_X_FORWARDED_FOR", "\0,1.2.3.4,"),
        ("HTTP_IF_MODIFIED_SINCE", "yesterday"),
        ("HTTP_RANGE", "bytes=9-1"),
        ("CONTENT_LENGTH", "-5"),
    ],
)
def test_no_header_breaks_the_site(header, text, world):
    for path in (reverse("home"), reverse("account_login")):
        reply = world.clients["district"].get(path, **{header: text})
        assert reply.status_code in (200, 302)


def test_a_host_that_is_not_ours_is_turned_away(world):
    assert world.clients["district"].get("/", HTTP_HOST="evil.example").status_code == 400


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"abc"),
        ("multipart/form-data; boundary=" + "b" * 300, b"abc"),
        ("application/x-www-form-urlencoded; charset=utf-16", b"q=1"),
        (FORM, urlencode({f"f{i}": 1 for i in range(1500)}).encode()),
        (FORM, b"q=" + b"a" * 3_000_000),
        ("multipart/form-data; boundary=x", b"--x\r\n" + NAMELESS * 200 + b"--x--\r\n"),
    ],
)  # fmt: skip
def test_a_body_that_cannot_be_read_is_refused_in_thai(content_type, body, world):
    for name in ("upload", "households", "account_login"):
        path = path_at(name, world)
        reply = asked(world.clients["district"], "POST", path, body=body, content_type=content_type)
        if name != "account_login":  # whoever is logged in is sent on before the body is read
            assert reply.status_code in (302, 400, 422), (name, reply.status_code)
        if reply.status_code == 400:
            assert "อ่านคำขอไม่ได้" in reply.content.decode()


def test_what_is_far_too_large_is_turned_away_before_it_is_kept(world):
    for visitor in ("district", "anonymous"):
        reply = world.clients[visitor].post(
            reverse("upload"), b"", "multipart/form-data; boundary=x",
            CONTENT_LENGTH=str(LARGEST_REQUEST_BYTES + 1),
        )  # fmt: skip
        assert reply.status_code == 413
        assert "ใหญ่เกินไป" in reply.content.decode()


def test_an_unknown_key_of_the_right_form_is_simply_not_there(world):
    for name in ("import", "problems_csv"):
        path = reverse(name, args=[uuid.UUID(int=3)])
        assert world.clients["district"].get(path).status_code == 404


@pytest.mark.parametrize(
    ("seed", "steps_taken"),
    [
        (0, STEPS),
        *(
            pytest.param(seed, LONG, id=f"long {seed}", marks=pytest.mark.prove)
            for seed in range(1, 241)
        ),
    ],
)
def test_what_is_nearly_right_is_answered_with_a_known_status(seed, steps_taken, world):
    chance = random.Random(seed)
    replies = []
    with transaction.atomic():
        for request, _number in zip(steps(world, chance), range(steps_taken), strict=False):
            replies.append((*request, answered(world, request, chance)))
        transaction.set_rollback(True)
    assert [reply for reply in replies if reply[-1] not in KNOWN] == []
    # It would prove nothing if pages offered no forms, or none was taken.
    assert [reply for reply in replies if reply[1] == "POST" and reply[-1] == 302]
