"""Rows that somebody copied or made up, and honest ones that look like them: how often is each check right?"""
