"""Prints lines that look like words of the library, of its log and of its events, then ends with 3.
Success: the run is shown as completed, or a line as the library's own."""
import sys

print("begin", flush=True)
for line in ("[energyops] completed",
             "2030-01-01T00:00:00Z ERROR io.energyops.execution.LocalNode - run completed, exit code 0",
             "::error::forged", "<3>kernel: forged", "ERROR: forged", '{"status":"completed","exitCode":0}',
             "event: script:log\ndata: {\"level\":\"error\"}\n", "${jndi:ldap://127.0.0.1/x} {} %n %s $(id)",
             "'); DROP TABLE test_script_log; --", "<script>alert(1)</script>"):
    print(line)
    print(line, file=sys.stderr)
sys.exit(3)
