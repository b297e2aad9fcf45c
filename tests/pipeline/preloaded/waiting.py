"""A command that names its process, has a second one started that does the same, and waits for good."""

import json
import os
import sys
import time

from pipeline.preloaded import inside

if __name__ == "__main__":
    is_second = sys.stdin.read() != ""
    print(json.dumps(os.getpid()), flush=True)
    if not is_second:
        inside.run("tests.pipeline.preloaded.waiting", request={"is": "second"})
    time.sleep(600)
