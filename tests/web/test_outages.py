"""While the database cannot take it the site says so, and when to send again."""

import pytest
from django.db import DataError, OperationalError, connection
from django.urls import reverse

pytestmark = pytest.mark.django_db


def failing(fault):
    def fail(execute, sql, params, many, context):
        raise fault

    return connection.execute_wrapper(fail)


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        (OperationalError("server closed the connection"), 503, "ส่งซ้ำจากหน้าเดิมไม่ทำให้บันทึกซ้ำ"),
        (OperationalError("database is locked"), 503, "load this page again"),
        (OperationalError("database or disk is full"), 507, "พื้นที่เก็บข้อมูลเต็ม"),
        (OSError(28, "No space left on device"), 507, "ข้อมูลเดิมยังอยู่ครบ"),
        (DataError("out of range"), 500, "ระบบขัดข้องชั่วคราว"),
    ],
)
@pytest.mark.parametrize("name", ["home", "centres"])
def test_what_the_database_cannot_take_is_answered_with_when_to_send_again(
    secretary, name, fault, status, words
):
    with failing(fault):
        reply = secretary.get(reverse(name))
    assert reply.status_code == status
    assert words in reply.content.decode()
    assert ("Retry-After" in reply.headers) == (status != 500)
    assert secretary.get(reverse(name)).status_code == 200
