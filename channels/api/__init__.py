"""What can programs ask of the service? The agreement's channels, a bank, and whoever holds a certificate."""
