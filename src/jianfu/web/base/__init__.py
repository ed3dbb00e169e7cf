"""What every page of the web half shares: people who sign in, permissions, audit chain, jobs, lists, page frame."""
