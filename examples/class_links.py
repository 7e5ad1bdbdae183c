"""One interview and one link for each name of a class: names in, a table of links out.

JUPYTER_TOKEN=… python class_links.py http://localhost:8888/ python < names.txt > links.csv
"""

import csv
import os
import sys

from jupyter_interview import InterviewClient

url, language = sys.argv[1:]
table = csv.writer(sys.stdout)
table.writerow(["name", "interview", "link"])
with InterviewClient(url, os.environ["JUPYTER_TOKEN"]) as client:
    for name in filter(None, map(str.strip, sys.stdin)):
        session = client.create(language, title=name)
        link = client.invite(session.id, max_uses=1, expires_in=7 * 24 * 3600)
        table.writerow([name, session.id, link.url])
