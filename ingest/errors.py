"""The one error that is meant for a reader."""


class UserError(Exception):
    """Something a user can mend.

    The message is a whole Chinese sentence: what is wrong, where, and how to mend it. The command line and
    the pages print it as it is, without a traceback.
    """
