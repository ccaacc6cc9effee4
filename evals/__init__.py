"""Measures how well Holdepunkt finds and answers."""
