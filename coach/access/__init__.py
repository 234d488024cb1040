"""Access: who may come in. One-time sign-in links and sessions; only hashes of their tokens are kept."""
