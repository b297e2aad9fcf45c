"""The installation for a PC without a network: the project, the wheels it needs there, and their licences."""
