"""smtpcheck: reads SMTP errors, says whose words they are, why they came and what to do."""
