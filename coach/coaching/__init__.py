"""Coaching: facts and cards become a reply, by rules alone or with a model behind guards."""
