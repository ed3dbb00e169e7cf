"""The half with users: pages, sign-in, register, census; built on the engine and the tables."""
