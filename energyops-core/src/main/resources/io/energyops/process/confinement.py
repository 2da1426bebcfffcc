"""Holds a program within limits that only its parent can set, and tells afterwards what held.

The member "confinement" of the supervisor's spec.json says what to do; each part may be missing:

groups      control groups, one a controller on version 1: {version, directory, limits: {file: text}}
scope       true when this process was started in a group of its own, to which directories are relative
rlimits     {name of the limit in lower case: number}
uids        {first, count, folder}: run under the first of these user ids that nobody uses
open        paths that the command names as {open:N}, mounted where the user id may reach them
handOver    folders that shall belong to the user id
filter      program that filters system calls, in base 64; the command names its descriptor as {filter}
watch       {folders, bytes, entries}: what may lie below these folders at most
report      true when the command is a wrapper, which tells by the reporter how the program ended
"""

import base64
import ctypes
import errno
import fcntl
import os
import resource
import signal
import stat
import time

LIBC = ctypes.CDLL(None, use_errno=True)
PROC = "/proc"
PR_SET_NO_NEW_PRIVS = 38
CLONE_NEWNS = 0x00020000
MS_NOSUID, MS_NODEV, MS_BIND, MS_REC, MS_PRIVATE = 2, 4, 4096, 16384, 1 << 18
# A place for mounts of a mount namespace of our own; what lies below is not needed any more.
STAGES = ("/mnt", "/media", "/srv", "/tmp")
REMOVE_SECONDS = 2.0
FREEZE_SECONDS = 0.5
# How much of the supervisor's time may go into looking at folders.
WATCH_SHARE = 4
WATCH_SECONDS = 0.2


class CannotConfine(Exception):
    """A part of the confinement cannot be set up; the text says which and why."""


def read_text(path):
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def write_text(path, text):
    fd = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.write(fd, text.encode("ascii"))
    finally:
        os.close(fd)


def fields(path):
    """The pairs of a file that has a name and a number in each line."""
    pairs = (line.split() for line in read_text(path).splitlines())
    return {pair[0]: int(pair[1]) for pair in pairs if len(pair) == 2 and pair[1].isdigit()}


def number(path):
    text = read_text(path).strip()
    return int(text) if text.isdigit() else None


class ControlGroup:
    """One group of the run; on version 1 of one controller, on version 2 of all of them."""

    def __init__(self, spec):
        self.version = spec["version"]
        self.directory = spec["directory"]
        self.limits = spec["limits"]

    def file(self, name):
        return os.path.join(self.directory, name)

    def make(self):
        try:
            os.mkdir(self.directory)
            for name, text in self.limits.items():
                # Kernels without accounting of swap have no limit for it.
                if os.path.exists(self.file(name)) or "sw" not in name:
                    write_text(self.file(name), text)
        except OSError as error:
            raise CannotConfine("make the control group %s: %s" % (self.directory, error.strerror))

    def enter(self):
        write_text(self.file("cgroup.procs"), "0")

    def members(self):
        return [int(pid) for pid in read_text(self.file("cgroup.procs")).split()]

    def freeze(self):
        """Stops every member at once, so that none can start another while they are ended."""
        if os.path.exists(self.file("freezer.state")):
            write_text(self.file("freezer.state"), "FROZEN")
        elif os.path.exists(self.file("cgroup.kill")):
            write_text(self.file("cgroup.kill"), "1")

    def thaw(self):
        if os.path.exists(self.file("freezer.state")):
            write_text(self.file("freezer.state"), "THAWED")

    def evidence(self):
        if self.version == 2:
            found = {
                "oomKills": fields(self.file("memory.events")).get("oom_kill"),
                "memoryPeakBytes": number(self.file("memory.peak")),
            }
        else:
            found = {
                "oomKills": fields(self.file("memory.oom_control")).get("oom_kill"),
                "memoryPeakBytes": number(self.file("memory.max_usage_in_bytes")),
            }
        found["processesRefused"] = fields(self.file("pids.events")).get("max")
        processor = fields(self.file("cpu.stat"))
        found["throttledPeriods"] = processor.get("nr_throttled")
        found["periods"] = processor.get("nr_periods")
        return {name: value for name, value in found.items() if value is not None}

    def remove(self):
        until = time.monotonic() + REMOVE_SECONDS
        while True:
            try:
                os.rmdir(self.directory)
                return True
            except FileNotFoundError:
                return True
            except OSError:
                if time.monotonic() > until:
                    return False
                time.sleep(0.01)


class Scope:
    """The group that systemd made for this process and left to it to divide."""

    NEEDED = ("cpu", "memory", "pids")

    def __init__(self):
        self.directory = unified_group()
        if not self.directory.endswith(".scope"):
            raise CannotConfine("be in a scope of systemd: the group is " + self.directory)

    def divide(self):
        """Moves this process into a part of the group, so that another part can have limits."""
        there = read_text(os.path.join(self.directory, "cgroup.controllers")).split()
        lacking = [name for name in self.NEEDED if name not in there]
        if lacking:
            raise CannotConfine(
                "use a scope of systemd: its group has no controller for %s, so it would hold nothing; boot with"
                " systemd.unified_cgroup_hierarchy=1 where there are the hierarchies of version 1, and give the user's"
                " manager its controllers (Delegate=cpu memory pids for user@.service)" % ", ".join(lacking)
            )
        try:
            own = os.path.join(self.directory, "supervisor")
            os.mkdir(own)
            write_text(os.path.join(own, "cgroup.procs"), "0")
            needed = " ".join("+" + name for name in self.NEEDED)
            write_text(os.path.join(self.directory, "cgroup.subtree_control"), needed)
        except OSError as error:
            raise CannotConfine("divide the group %s: %s" % (self.directory, error.strerror))


def unified_group():
    """Where the group of version 2 of this process lies in the file system; empty without one."""
    own = next((l[3:] for l in read_text(PROC + "/self/cgroup").splitlines() if l.startswith("0::")), "")
    for line in read_text(PROC + "/self/mountinfo").splitlines():
        before, _, after = line.partition(" - ")
        root, point = (before.split(" ") + [""] * 5)[3:5]
        inside = own == root or own.startswith(root.rstrip("/") + "/")
        if own and inside and after.startswith("cgroup2 "):
            return os.path.normpath(os.path.join(point, os.path.relpath(own, root)))
    return ""


class DiskWatch:
    """How much lies in the folders of a run: what was written, and files that only stay open."""

    def __init__(self, spec):
        self.folders = spec["folders"]
        self.most_bytes = spec["bytes"]
        self.most_entries = spec["entries"]
        self.bytes = 0
        self.entries = 0
        self.peak_bytes = 0
        self.peak_entries = 0
        self.next_look = 0.0
        self.devices = {os.lstat(folder).st_dev for folder in self.folders}

    def exceeded(self, now, members):
        """A sentence when there is too much; looks only when it is time to."""
        if now < self.next_look:
            return None
        self.bytes = self.entries = 0
        self.seen = set()
        begun = time.monotonic()
        for folder in self.folders:
            self.look(folder)
        for pid in members:
            self.look_at_open(pid)
        took = time.monotonic() - begun
        self.next_look = now + max(WATCH_SECONDS, WATCH_SHARE * took)
        self.peak_bytes = max(self.peak_bytes, self.bytes)
        self.peak_entries = max(self.peak_entries, self.entries)
        if self.bytes > self.most_bytes:
            return "%d bytes in its folders, allowed are %d" % (self.bytes, self.most_bytes)
        if self.entries > self.most_entries:
            return "%d entries in its folders, allowed are %d" % (self.entries, self.most_entries)
        return None

    def look(self, folder):
        queue = [folder]
        while queue and self.entries <= self.most_entries:
            path = queue.pop()
            try:
                with os.scandir(path) as entries:
                    for entry in entries:
                        self.entries += 1
                        self.count(entry.stat(follow_symlinks=False))
                        if entry.is_dir(follow_symlinks=False):
                            queue.append(entry.path)
            except PermissionError:
                # The program took its own right to list it; what is in there counts all the same.
                self.allow(path, queue)
            except OSError as error:
                if error.errno == errno.ENAMETOOLONG:
                    # Nobody works that deep; what lies there could not be counted.
                    self.entries = self.most_entries + 1

    def allow(self, path, queue):
        try:
            fd = os.open(path, os.O_PATH | os.O_NOFOLLOW | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                if stat.S_IMODE(os.fstat(fd).st_mode) & 0o700 != 0o700:
                    os.chmod("%s/self/fd/%d" % (PROC, fd), 0o700)
                    queue.append(path)
            finally:
                os.close(fd)
        except OSError:
            pass

    def count(self, seen):
        if seen.st_nlink > 1 and not stat.S_ISDIR(seen.st_mode):
            key = seen.st_dev, seen.st_ino
            if key in self.seen:
                return
            self.seen.add(key)
        self.bytes += seen.st_blocks * 512

    def look_at_open(self, pid):
        folder = "%s/%d/fd" % (PROC, pid)
        try:
            names = os.listdir(folder)
        except OSError:
            return
        for name in names:
            try:
                seen = os.stat(folder + "/" + name)
            except OSError:
                continue
            key = seen.st_dev, seen.st_ino
            unlinked = stat.S_ISREG(seen.st_mode) and seen.st_nlink == 0
            if unlinked and seen.st_dev in self.devices and key not in self.seen:
                self.seen.add(key)
                self.bytes += seen.st_blocks * 512


class Confinement:
    """What holds one program. Without a specification it holds nothing and costs nothing."""

    def __init__(self, spec):
        spec = spec or {}
        self.groups = [ControlGroup(group) for group in spec.get("groups", ())]
        self.scoped = spec.get("scope", False)
        self.scope = None
        self.rlimits = spec.get("rlimits", {})
        self.uids = spec.get("uids")
        self.paths = spec.get("open", [])
        self.filter = spec.get("filter")
        self.hand_over = spec.get("handOver", [])
        self.watch = DiskWatch(spec["watch"]) if "watch" in spec else None
        self.wrapped = spec.get("report", False)
        self.uid = None
        self.report = None
        self.report_end = None
        self.fds = []

    def find_groups(self):
        """Where the groups will be, for whoever has to remove them when this process is killed."""
        if self.scoped:
            self.scope = Scope()
            for group in self.groups:
                group.directory = os.path.join(self.scope.directory, group.directory)
        return [group.directory for group in self.groups]

    def prepare(self):
        """What is done before the program's process exists."""
        if self.scope:
            self.scope.divide()
        for group in self.groups:
            group.make()
        if self.uids:
            self.uid = self.claim_uid()
            for path in filter(os.path.lexists, self.hand_over):
                os.chown(path, self.uid, self.uid, follow_symlinks=False)
        if self.wrapped:
            self.report, self.report_end = os.pipe()
            os.set_blocking(self.report, False)

    def begun(self):
        """What is done once the program's process exists."""
        if self.report_end is not None:
            os.close(self.report_end)

    def claim_uid(self):
        """Takes a user id until this process ends, whoever else takes some on this host."""
        first, count, folder = self.uids["first"], self.uids["count"], self.uids["folder"]
        os.makedirs(folder, mode=0o700, exist_ok=True)
        busy = users()
        for step in range(count):
            uid = first + (os.getpid() + step) % count
            if uid in busy:
                continue
            flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
            fd = os.open(os.path.join(folder, "uid-%d" % uid), flags, 0o600)
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return uid
            except BlockingIOError:
                os.close(fd)
        raise CannotConfine("find an unused user id from %d to %d" % (first, first + count - 1))

    def enter(self):
        """Turns the forked child into what the program may be; the order matters.

        Returns what the words {open:N} and {report} of the command stand for.
        """
        named = {}
        for group in self.groups:
            group.enter()
        if self.paths:
            for place, path in enumerate(stage(self.paths)):
                named["{open:%d}" % place] = path
        for name, value in self.rlimits.items():
            limit = getattr(resource, "RLIMIT_" + name.upper())
            hard = resource.getrlimit(limit)[1]
            value = value if hard == resource.RLIM_INFINITY else min(value, hard)
            # A little more until KILL, so that the signal of the limit itself can be seen.
            more = value + 2 if name == "cpu" and hard == resource.RLIM_INFINITY else value
            resource.setrlimit(limit, (value, more))
        if self.filter:
            # It is smaller than what a pipe takes in.
            readable, writable = os.pipe()
            os.write(writable, base64.b64decode(self.filter))
            os.close(writable)
            os.set_inheritable(readable, True)
            named["{filter}"] = str(readable)
        if self.report_end is not None:
            os.set_inheritable(self.report_end, True)
            named["{report}"] = str(self.report_end)
        return named

    def drop(self):
        """Gives up the user id and every way to get another one; the last thing before exec."""
        if self.uid is not None:
            os.setgroups([])
            os.setresgid(self.uid, self.uid, self.uid)
            os.setresuid(self.uid, self.uid, self.uid)
        if self.uid is not None or self.wrapped:
            LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)

    def keeps(self):
        return () if self.report_end is None else (self.report_end,)

    def members(self):
        """Every process in a group of the run."""
        found = set()
        for group in self.groups:
            found.update(group.members())
        return found

    def end_all(self):
        """Ends every member of the groups by force; none can slip through by starting another."""
        try:
            for group in self.groups:
                group.freeze()
            for pid in self.members():
                try:
                    os.kill(pid, signal.SIGKILL)
                except OSError:
                    pass
        except OSError:
            pass
        finally:
            for group in self.groups:
                try:
                    group.thaw()
                except OSError:
                    pass

    def next_look(self):
        return self.watch.next_look if self.watch else float("inf")

    def exceeded(self, now, members, at_end=False):
        if not self.watch:
            return None
        if at_end:
            self.watch.next_look = now
        return self.watch.exceeded(now, members)

    def reported(self):
        """How the reporter says that the program ended: its words, or none."""
        if self.report is None:
            return []
        try:
            return os.read(self.report, 4096).decode("utf-8", "replace").split("\n")
        except OSError:
            return []

    def evidence(self):
        found = {}
        for group in self.groups:
            found.update(group.evidence())
        if self.watch:
            found["diskBytes"] = self.watch.peak_bytes
            found["diskEntries"] = self.watch.peak_entries
        if self.uid is not None:
            found["uid"] = self.uid
        if "cpu" in self.rlimits:
            found["processorSeconds"] = self.rlimits["cpu"]
        return found

    def remove(self):
        """Takes the groups away; names those that stay, since something lives in them."""
        return [group.directory for group in self.groups if not group.remove()]


def users():
    """User ids of which a process lives."""
    found = set()
    for name in os.listdir(PROC):
        if name.isdigit():
            for line in read_text("%s/%s/status" % (PROC, name)).splitlines():
                if line.startswith("Uid:"):
                    found.update(int(uid) for uid in line.split()[1:])
                    break
    return found


def stage(sources):
    """Mounts paths at places that every user id may reach, in a mount namespace of our own."""
    doing = "begin a mount namespace"
    try:
        call(LIBC.unshare(CLONE_NEWNS))
        doing = "keep mounts from the rest of the system"
        call(LIBC.mount(None, b"/", None, ctypes.c_ulong(MS_REC | MS_PRIVATE), None))
        # Opened in this namespace, and before a mount hides one of them.
        opened = [open_path(source) for source in sources]
        place = next(folder for folder in STAGES if os.path.isdir(folder))
        doing = "mount on " + place
        flags = ctypes.c_ulong(MS_NOSUID | MS_NODEV)
        call(LIBC.mount(b"tmpfs", place.encode(), b"tmpfs", flags, b"mode=0755,size=1m"))
        paths = []
        for name, fd in enumerate(opened):
            target = os.path.join(place, str(name))
            if stat.S_ISDIR(os.fstat(fd).st_mode):
                os.mkdir(target)
            else:
                os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o644))
            source = b"/proc/self/fd/%d" % fd
            doing = "bind " + os.readlink(source).decode("utf-8", "replace")
            flags = ctypes.c_ulong(MS_BIND | MS_REC)
            call(LIBC.mount(source, target.encode(), None, flags, None))
            paths.append(target)
        return paths
    except OSError as error:
        raise CannotConfine("%s: %s" % (doing, error.strerror))


def open_path(path):
    try:
        return os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError as error:
        raise CannotConfine("open %s: %s" % (path, error.strerror))


def call(result):
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
