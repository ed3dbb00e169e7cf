"""The smallest set of accounts and apps that loses nobody a service, with proof."""
