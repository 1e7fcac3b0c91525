"""What we told people: messages are rows before they are mails."""
