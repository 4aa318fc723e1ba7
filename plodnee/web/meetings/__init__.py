"""Pages of a committee's meetings: the list, the call, the minutes while they are written."""
