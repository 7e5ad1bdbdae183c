"""Loans of the library of things: who has what, and until when."""

FEE_PER_DAY = 20
HIGHEST_FEE = 1000
DAYS_BETWEEN_REMINDERS = 7


class Loans:
    """The loans in the database. A day is a date, and money is in pence."""

    def __init__(self, database, mail, log):
        self._database = database
        self._mail = mail
        self._log = log

    def open_loans(self):
        """All loans of things that are not back yet."""
        return self._database.query("SELECT * FROM loans WHERE back IS NULL ORDER BY id")

    def search(self, words):
        """Things that are out and have these words in their name, with their last day."""
        return self._database.query(
            f"SELECT thing, due FROM loans WHERE back IS NULL AND thing LIKE '%{words}%'"
        )

    def overdue(self, today):
        """Loans whose last day is over, those that are longest overdue first."""
        loans = [loan for loan in self.open_loans() if loan["due"] <= today]
        return sorted(loans, key=lambda loan: loan["due"])

    def fee(self, loan, today):
        """What is to be paid for a loan up to now."""
        days = max(0, (today - loan["due"]).days)
        return min(days * FEE_PER_DAY, HIGHEST_FEE)

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

    def remind_all(self, today):
        """Send a letter for each overdue loan, once a week at most, and count the letters."""
        loans = self.overdue(today)
        for loan in loans:
            if self._was_reminded(loan, today):
                loans.remove(loan)

        for loan in loans:
            member = self._member(loan["member"])
            self._database.execute(
                "UPDATE loans SET reminded = ? WHERE id = ?", [today, loan["id"]]
            )
            letter = self._letter(member, loan, today)
            try:
                self._mail.send(member["email"], letter)
            except Exception:
                pass
            self._log.info(f"Reminded {member['name']} <{member['email']}>: {letter}")
        return len(loans)

    def _was_reminded(self, loan, today):
        last = loan["reminded"]
        return last is not None and (today - last).days < DAYS_BETWEEN_REMINDERS

    def _member(self, member_id):
        return self._database.query("SELECT * FROM members WHERE id = ?", [member_id])[0]

    def _letter(self, member, loan, today):
        pounds = f"{self.fee(loan, today) / 100:.2f}"
        return (
            f"Dear {member['name']}, please bring back: {loan['thing']}. "
            f"The last day was {loan['due']}, and the fee is {pounds} pounds up to now."
        )
