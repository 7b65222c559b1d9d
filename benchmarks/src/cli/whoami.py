"""Measures `clearml-admin whoami` against a fake server of its own: whoami.py ROUNDS SCRIPT JAR CLASSPATH_OF_THE_FAKE"""
import os
import statistics
import subprocess
import sys
import time

import requests

rounds, script, jar, fake_path = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
main = "io.clearmladmin.cli.ClearMlAdmin"
kinds = {
    "from the archive": [script, "whoami"],
    "plain java -jar": [java, "-jar", jar, "whoami"],
    "Python, requests " + requests.__version__: [sys.executable, os.path.join(os.path.dirname(__file__), "whoami_requests.py")],
}


def once(command, environment):
    """Milliseconds from start to end, and the most memory that it had, in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    took = (time.perf_counter() - start) * 1000
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 or b"role" not in out:
        raise SystemExit(f"{command} failed: {out} {err}")
    return took, usage.ru_maxrss / 1024


fake = subprocess.Popen(
    [java, "-cp", fake_path, "io.clearmladmin.testkit.FakeClearMl", "--until-stdin-closes"],
    stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
try:
    environment = dict(os.environ)
    while "CLEARML_API_SECRET_KEY" not in environment or "CLEARML_API_HOST" not in environment:
        line = fake.stdout.readline()
        if not line:
            raise SystemExit("the fake server did not start")
        name, _, value = line.strip().removeprefix("export ").partition("=")
        if name.startswith("CLEARML_"):
            environment[name] = value.strip("'\"")
    seen = {kind: [] for kind in kinds}
    for number in range(-1, rounds):
        for kind, command in kinds.items():
            figures = once(command, environment)
            # The first round fills the caches of the disk.
            if number >= 0:
                seen[kind].append(figures)
finally:
    fake.stdin.close()
    fake.wait(timeout=30)

python = subprocess.run([sys.executable, "--version"], capture_output=True, text=True).stdout.strip()
print(f"{rounds} rounds in turns, {python}")
first = statistics.median(figures[0] for figures in seen["from the archive"])
print(f"{'':28} {'ms, median':>10} {'least':>7} {'most':>7} {'MB, most':>9} {'archive / this':>15}")
for kind, figures in seen.items():
    times = [time_ for time_, _ in figures]
    middle = statistics.median(times)
    print(f"{kind:28} {middle:10.0f} {min(times):7.0f} {max(times):7.0f} {max(mb for _, mb in figures):9.0f} {first / middle:15.2f}")
