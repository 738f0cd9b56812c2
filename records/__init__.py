"""What must not be lost: the tables, their repositories, and the transaction in which they change."""
