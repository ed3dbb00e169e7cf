"""What is asked of people, jobs and the audit chain."""
