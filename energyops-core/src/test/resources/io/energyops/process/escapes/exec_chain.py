import subprocess

inner = SOURCE + "\nbeat('escaped')"
subprocess.Popen(
    ["/bin/sh", "-c", "exec setsid sh -c 'exec env -i \"$0\" -I -S -c \"$1\"' \"$0\" \"$1\"", sys.executable, inner]
)
beat("program")
