"""Takes its own work folder apart at the end: removes what is in it and takes its rights away.
Success: the host removes something else, or cannot settle or clean up."""
import os
import pwd
import shutil


def is_private(folder):
    """A work folder is nobody's home and holds no project; started by hand this could be either."""
    homes = {os.path.realpath(user.pw_dir) for user in pwd.getpwall()}
    return folder not in homes and not any(os.path.exists(os.path.join(folder, name)) for name in (".git", "pom.xml"))


print("begin", flush=True)
work = os.getcwd()
home = os.environ.get("HOME", "")
if "HOST_FACTS" not in os.environ or os.path.realpath(home) != work or not is_private(work):
    print("REFUSED: not safe to try", flush=True)
    raise SystemExit
for name in os.listdir(work):
    path = os.path.join(work, name)
    try:
        shutil.rmtree(path) if os.path.isdir(path) and not os.path.islink(path) else os.unlink(path)
    except OSError as error:
        print("REFUSED: %s (%s)" % (error.strerror, name), flush=True)
for what, action in (("rename", lambda: os.rename(work, work + "-moved")), ("rmdir", lambda: os.rmdir(work)),
                     ("chmod", lambda: os.chmod(work, 0))):
    try:
        action()
        print("MADE: %s of the work folder" % what, flush=True)
    except OSError as error:
        print("REFUSED: %s (%s)" % (error.strerror, what), flush=True)
