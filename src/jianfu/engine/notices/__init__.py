"""Work notices: the same task set twice, what a notice asks, and the local chat-export diagnostic."""
