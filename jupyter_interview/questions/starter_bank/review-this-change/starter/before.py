"""Loans of the library of things: who has what, and until when."""


class Loans:
    """The loans in the database. A day is a date."""

    def __init__(self, database, log):
        self._database = database
        self._log = log

    def open_loans(self):
        """All loans of things that are not back yet."""
        return self._database.query("SELECT * FROM loans WHERE back IS NULL ORDER BY id")

    def lend(self, member_id, thing, due):
        """A member takes a thing home."""
        self._database.execute(
            "INSERT INTO loans (member, thing, due) VALUES (?, ?, ?)", [member_id, thing, due]
        )
        self._log.info(f"Member {member_id} took {thing}")

    def give_back(self, loan, today):
        """A thing is back."""
        self._database.execute("UPDATE loans SET back = ? WHERE id = ?", [today, loan["id"]])
        self._log.info(f"Loan {loan['id']} is back")
