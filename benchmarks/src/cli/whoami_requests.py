"""What somebody writes instead of `clearml-admin whoami`: logs in with requests, and prints whose key it is."""
import base64
import json
import os

import requests

reply = requests.post(
    os.environ["CLEARML_API_HOST"].rstrip("/") + "/auth.login",
    auth=(os.environ["CLEARML_API_ACCESS_KEY"], os.environ["CLEARML_API_SECRET_KEY"]),
    json={},
    timeout=60,
)
reply.raise_for_status()
claims = reply.json()["data"]["token"].split(".")[1]
print(json.dumps(json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4))), indent=2))
