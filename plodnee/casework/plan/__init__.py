"""From a register's rows to classes, menus and figures, without a database."""
