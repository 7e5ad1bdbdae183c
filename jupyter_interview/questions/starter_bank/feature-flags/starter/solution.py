class Flags:
    """What is new in the app, and who has it."""

    def __init__(self, settings):
        pass

    def is_on(self, flag, user):
        """Whether this user has what is behind the flag."""

    def users_with(self, flag, users):
        """Those of the users for whom it is on."""

    def set_percent(self, flag, percent):
        """Change for how many it is on."""

    def override(self, flag, user, value):
        """See to it that a user has it or does not; None takes that back."""
