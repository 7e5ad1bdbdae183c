def platforms_needed(timetable):
    """How many platforms are needed so that every train finds a free one?"""
