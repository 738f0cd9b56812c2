"""The `barchin` command: joins the rooms to an office, one module a sub-command."""
