"""How fast Holdepunkt is, beside what is bare: figures to compare within one run, not to keep."""
