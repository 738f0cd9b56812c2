"""What may happen to a case, whoever asks: the acts of subscribers, staff, bank and engine on the records."""
