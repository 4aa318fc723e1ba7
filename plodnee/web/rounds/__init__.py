"""Pages of rounds of monitoring visits: the round, its centres, their programme, the calendar."""
