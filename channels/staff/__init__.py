"""Which of the staff is at the browser, and which rooms are open to them? One login for all staff pages."""
