"""Schedules of loans from stated terms and events: what falls due when, and what was paid.

`terms` says what a loan is; `reading` reads it from a line; `answering.schedule` works it out by
the engine that the terms name (`fixed_rows`, `recalculated_rows`, `running_model`, `spreadsheet`);
`answers` writes it. `seasonal` is the contract's own level schedule on due months with unequal
gaps. The conventions are listed, with what was reproduced, in docs/reference/conventions.md.
"""
