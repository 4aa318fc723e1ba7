"""Every address has a name, a policy and its methods, and stands in the tests' table."""

import re
from collections import Counter

import pytest
from policy import policy_table

from plodnee.organization.roles import ACTIONS
from plodnee.web.access import LOGGED_IN, PUBLIC
from plodnee.web.addresses import addresses

TABLE = policy_table()
NAMES_OF_OURS = "name|subject|key|form_code|list_name"
OPAQUE = (
    rf"<uuid:\w+>|<code:(centre|area|office)_code>|<slug:({NAMES_OF_OURS})>"
    r"|<int:(view_id|place|year_be)>"
)


def test_every_address_stands_in_the_table_and_the_table_names_no_other():
    assert Counter(address.name for address in addresses()) == Counter(TABLE.keys())


@pytest.mark.parametrize("address", addresses(), ids=lambda address: address.name)
def test_an_address_names_its_policy_and_the_methods_that_the_table_says(address):
    assert address.policy in {PUBLIC, LOGGED_IN, *ACTIONS}
    assert set(address.methods) == set(TABLE[address.name].answers)


def test_the_policy_of_an_address_gives_the_roles_of_the_table():
    """The product's own list of roles and the table say the same in other words."""
    from plodnee.organization.roles import ROLES

    words = {PUBLIC: {"everyone"}, LOGGED_IN: {"logged_in"}}
    for address in addresses():
        holders = {role.code for role in ROLES.values() if address.policy in role.actions}
        assert words.get(address.policy, holders) == TABLE[address.name].who, address.name


def test_no_address_holds_what_somebody_may_have_typed():
    """Codes, opaque keys and names of our own files; never a person's name or a search."""
    for address in addresses():
        rest = re.sub(OPAQUE, "", address.pattern)
        assert "<" not in rest, address.pattern
