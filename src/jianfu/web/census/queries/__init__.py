"""What is asked of campaigns, declarations and baselines."""
