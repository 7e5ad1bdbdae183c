"""Takes part in an interview with nothing but JSON events: adds a line, then shows what happens.

python contract_client.py LINK NAME      needs: pip install websockets
"""

import json
import sys
from urllib.request import Request, urlopen

from websockets.sync.client import connect

page, _, invite = sys.argv[1].partition("#")
base, _, session_id = page.rpartition("/join/")
body = json.dumps({"userName": sys.argv[2], "invite": invite}).encode()
with urlopen(Request(f"{base}/api/sessions/{session_id}/join", body)) as answer:
    joined = json.load(answer)

# The secret is told once. Whoever keeps it comes back as the same person, without the link.
headers = {"X-Interview-Secret": joined["secret"]}
code = joined["session"]["code"]
with connect(f"ws{base[4:]}/ws/{session_id}", additional_headers=headers) as socket:
    code += f"\n// hello from {sys.argv[2]}"
    socket.send(json.dumps({"type": "code_change", "payload": {"code": code}}))
    for message in socket:
        event = json.loads(message)
        if event["type"] == "code_change":
            code = event["payload"]["code"]
        print(event["type"], json.dumps(event["payload"], ensure_ascii=False), flush=True)
