class Versions:
    """Every version of a text, with a current one."""

    def __init__(self, text):
        pass

    def write(self, text):
        """Make a new version from the current one."""

    def undo(self):
        """Go back to the version that the current one was made from."""

    def redo(self):
        """Go on into the branch in which one was last."""

    def go(self, number):
        """Make any version the current one."""

    def discard(self, number):
        """Remove a version and all that was made from it."""

    def text(self):
        """The text of the current version."""

    def following(self):
        """The numbers of the versions that were made directly from the current one."""
