"""Runs one program, keeps every byte that it prints, and sees to its end.

Started as ``python3 -X utf8 -I -S supervisor.py CONTROL_DIRECTORY``; it outlives the process that
started it. Needs Linux and Python 3.9, standard library only. It talks through files of the
control directory and through nothing else:

spec.json  in   argv, env, cwd, token, wallMillis, outputBytes, graceMillis, restartGraceMillis,
                and confinement, see confinement.py
claim      out  who supervises; made once, so that a second start is refused
groups     out  control groups of the run, named before they are made
members    out  who lives below, for whoever has to end them when this process is killed
started    out  identity of supervisor and program
spool      out  frames: stream (1 out, 2 err), epoch micros, length, bytes
lease      in   changes as long as the owner lives
kill       in   {requested, graceMillis}: end the program; SIGTERM to the supervisor only wakes it
exit       out  how it ended; the last thing written
"""

import collections
import errno
import json
import os
import resource
import select
import signal
import struct
import sys
import time
import traceback

try:
    import ctypes

    LIBC = ctypes.CDLL(None, use_errno=True)
except (ImportError, OSError):
    LIBC = None

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
FRAME = struct.Struct("<BQI")
CHUNK = 65536
# An order to end comes with a signal; the looks are for the lease, and should a signal get lost.
CONTROL_SECONDS = 0.5
SCAN_SECONDS = 0.02
RETRY_SECONDS = 0.1
# After KILL a process can only hang in the kernel; after that long it is reported as a survivor.
KILL_SECONDS = 5.0
# With every process gone, a disk that is full gets that long before the loss is recorded.
SPOOL_SECONDS = 10.0
# How often to look at the tree: while it changes, and while it does not; and never for more than a
# fiftieth of the time.
LOOK_SECONDS = 1.0
CALM_SECONDS = 4.0
LOOK_SHARE = 50
KNOWN_LIMIT = 4096
LIST_LIMIT = 20
# How much of a wrapper's words goes into the record.
WORDS = 300
# The record fits in here; the room is taken at the start, so that a full disk cannot prevent it.
RECORD_ROOM = 32768
PROC = "/proc"
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def micros():
    return time.time_ns() // 1000


def prctl(option, value):
    if LIBC is None:
        return False
    return LIBC.prctl(option, *[ctypes.c_ulong(number) for number in (value, 0, 0, 0)]) == 0


Stat = collections.namedtuple("Stat", "living parent group session ticks")


def stat_of(pid):
    """What the kernel says of a process, or None when it is gone."""
    text = read_bytes("%s/%d/stat" % (PROC, pid))
    fields = text[text.rfind(b")") + 2 :].split()
    if len(fields) < 20:
        return None
    # A process whose first thread has ended looks like a zombie while its other threads go on.
    living = fields[0] not in (b"Z", b"X") or int(fields[17]) > 1
    return Stat(living, int(fields[1]), int(fields[2]), int(fields[3]), int(fields[19]))


def children_of(pid):
    """The children of all threads, ended ones too; needs no look at the whole process table."""
    try:
        threads = os.listdir("%s/%d/task" % (PROC, pid))
    except OSError:
        return []
    found = []
    for thread in threads:
        found += read_bytes("%s/%d/task/%s/children" % (PROC, pid, thread)).split()
    return [int(child) for child in found]


def last_pid():
    """The number that was given last; as long as it stays, nothing was started."""
    return read_bytes(PROC + "/loadavg").rsplit(b" ", 1)[-1]


def read_bytes(path, most=-1):
    try:
        with open(path, "rb") as file:
            return file.read(most)
    except OSError:
        return b""


def command_of(pid):
    raw = read_bytes("%s/%d/cmdline" % (PROC, pid)).replace(b"\0", b" ").strip()
    return raw.decode("utf-8", "replace")[:200]


def signal_exactly(pid, ticks, number):
    """Signals the process that had these start ticks, and no later owner of its number."""
    try:
        handle = os.pidfd_open(pid) if hasattr(os, "pidfd_open") else -1
    except OSError as error:
        if error.errno == errno.ESRCH:
            return
        handle = -1
    try:
        now = stat_of(pid)
        if now is None or now.ticks != ticks:
            return
        if handle >= 0 and hasattr(signal, "pidfd_send_signal"):
            signal.pidfd_send_signal(handle, number)
        else:
            os.kill(pid, number)
    except OSError:
        pass
    finally:
        if handle >= 0:
            os.close(handle)


def publish(name, value):
    with open(name + ".tmp", "w", encoding="utf-8") as file:
        json.dump(value, file)
    os.rename(name + ".tmp", name)


class Spool:
    """Appends frames; what the disk does not take stays pending, and nothing more is accepted."""

    def __init__(self, limit):
        self.fd = os.open("spool", os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o600)
        self.limit = limit
        self.accepted = 0
        self.discarded = 0
        self.pending = b""
        self.error = None

    def add(self, stream, data):
        """Takes output in; False when the limit cut it."""
        kept = data[: max(0, self.limit - self.accepted)]
        self.accepted += len(kept)
        self.discarded += len(data) - len(kept)
        if kept:
            self.pending += FRAME.pack(stream, micros(), len(kept)) + kept
            self.write()
        return len(kept) == len(data)

    def first_words(self):
        """What was printed first, on one line."""
        raw = read_bytes("spool", WORDS + FRAME.size)
        text = raw[FRAME.size :].decode("utf-8", "replace")
        return " ".join(text.split()) or "it said nothing"

    def write(self):
        try:
            while self.pending:
                self.pending = self.pending[os.write(self.fd, self.pending) :]
            self.error = None
        except OSError as error:
            if error.errno not in FULL:
                raise
            self.error = error.strerror


class Supervisor:
    def __init__(self, spec):
        self.spec = spec
        self.grace = spec["graceMillis"] / 1000
        self.cookie = ("ENERGYOPS_RUN=" + spec["token"]).encode()
        self.spool = Spool(spec["outputBytes"])
        self.pipes = {}
        self.child = 0
        self.child_ticks = 0
        self.collect = True
        self.status = None
        self.reason = None
        self.requested = None
        self.term_until = None
        self.kill_since = None
        self.alive = []
        self.ended_tree = EndedTree()
        self.known = {}
        self.published = None
        self.newest = None
        self.look_pause = LOOK_SECONDS
        self.next_look = 0.0
        self.leftover = {}
        self.next_scan = 0.0
        self.next_control = 0.0
        self.lease = b""
        self.gone_since = None
        self.confinement = confinement_of(spec)
        self.exceeded = None

    def start(self):
        """Starts the program; returns a sentence when it cannot be started."""
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        self.wake, wake_write = os.pipe()
        os.set_blocking(self.wake, False)
        os.set_blocking(wake_write, False)
        signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, self.child_ended)
        signal.signal(signal.SIGTERM, self.told_to_end)
        subreaper = prctl(PR_SET_CHILD_SUBREAPER, 1)
        if self.confinement:
            try:
                publish("groups", {"directories": self.confinement.find_groups()})
                self.confinement.prepare()
            except Exception as error:
                return "Could not confine the program: %s" % error

        # From here on nobody can say any more that the program was never started.
        self.publish_known()
        ends = [os.pipe(), os.pipe(), os.pipe()]
        supervisor = os.getpid()
        self.started_at, self.started = micros(), time.monotonic()
        self.child = os.fork()
        if self.child == 0:
            become_program(self.spec, self.confinement, supervisor, *[write for _, write in ends])
        for _, write in ends:
            os.close(write)
        if self.confinement:
            self.confinement.begun()
        failure = os.read(ends[2][0], CHUNK).decode("utf-8", "replace")
        os.close(ends[2][0])
        if failure:
            os.waitpid(self.child, 0)
            return failure
        self.child_ticks = stat_of(self.child).ticks
        self.pipes = {ends[0][0]: 1, ends[1][0]: 2}
        for fd in self.pipes:
            os.set_blocking(fd, False)
        publish(
            "started",
            {
                "supervisor": identity(supervisor),
                "child": identity(self.child),
                "startedMicros": self.started_at,
                "subreaper": subreaper,
            },
        )
        wall = self.spec.get("wallMillis")
        self.deadline = self.started + wall / 1000 if wall else None
        self.lease, self.lease_seen = read_bytes("lease"), self.started
        self.last_chunk = self.started
        return None

    def child_ended(self, *_):
        self.collect = True

    def told_to_end(self, *_):
        self.next_control = 0.0
        if not os.path.exists("kill"):
            self.end("killed", self.grace)

    def run(self):
        while not self.finished(time.monotonic()):
            self.take_output()
            if self.collect:
                self.collect = False
                self.reap()
            now = time.monotonic()
            if now >= self.next_control:
                self.next_control = now + CONTROL_SECONDS
                self.obey_files(now)
                if now >= self.next_look:
                    self.look(now)
            self.watch_disk(now)
            if self.deadline and now >= self.deadline:
                self.end("time_limit", self.grace)
        for _ in range(2 * CHUNK // 1024):
            if self.spool.pending or not self.read_pipes(list(self.pipes)):
                break

    def take_output(self):
        poll = select.poll()
        poll.register(self.wake, select.POLLIN)
        if not self.spool.pending:
            for fd in self.pipes:
                poll.register(fd, select.POLLIN)
        ready = [fd for fd, _ in poll.poll(self.pause() * 1000)]
        if self.wake in ready:
            ready.remove(self.wake)
            os.read(self.wake, CHUNK)
        if self.spool.pending:
            self.spool.write()
        else:
            self.read_pipes(sorted(ready, key=lambda fd: self.pipes[fd]))

    def pause(self):
        if self.term_until is not None or self.status is not None:
            return SCAN_SECONDS
        if self.spool.pending:
            return RETRY_SECONDS
        now = time.monotonic()
        until = min(self.next_control, self.deadline or self.next_control)
        if self.confinement:
            until = min(until, self.confinement.next_look())
        # Rounded up: poll counts whole milliseconds, and a pause of none would spin.
        return max(0.001, until - now + 0.001)

    def read_pipes(self, ready):
        got = False
        for fd in ready:
            if self.spool.pending:
                break
            try:
                data = os.read(fd, CHUNK)
            except BlockingIOError:
                continue
            if not data:
                del self.pipes[fd]
                os.close(fd)
                continue
            got = True
            self.last_chunk = time.monotonic()
            if not self.spool.add(self.pipes[fd], data):
                self.reason = self.reason or "output_limit"
                self.end("output_limit", self.grace)
        return got

    def reap(self):
        """Notes the end of the program, and collects orphans that came to their subreaper.

        The program itself stays a zombie until the record: so long no other process, and no other
        process group, can get its number.
        """
        me = os.getpid()
        while True:
            try:
                seen = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                return
            if seen is None:
                return
            if seen.si_pid == self.child:
                if self.status is None:
                    exited = seen.si_code == os.CLD_EXITED
                    self.status = (seen.si_status, None) if exited else (None, seen.si_status)
                    self.ended, self.ended_at = time.monotonic(), micros()
                # The kernel names this one first each time, so the others are asked one by one.
                for pid in children_of(me):
                    self.reap_orphan(pid)
                return
            self.reap_orphan(seen.si_pid)

    def reap_orphan(self, pid):
        """Collects it when it has ended; True when it is a child of this process that lives."""
        if pid == self.child:
            return False
        try:
            return os.waitpid(pid, os.WNOHANG)[0] == 0
        except ChildProcessError:
            return False

    def look(self, now):
        """Learns who lives below, and publishes it when it is news."""
        newest = last_pid()
        if newest != self.newest or not newest:
            before, self.newest, self.known = self.known, newest, self.walk()
            calm = min(CALM_SECONDS, 2 * self.look_pause)
            self.look_pause = calm if self.known == before else LOOK_SECONDS
        if self.known != self.published:
            try:
                self.publish_known()
            except OSError as error:
                if error.errno not in FULL:
                    raise
        self.next_look = now + max(self.look_pause, LOOK_SHARE * (time.monotonic() - now))

    def walk(self):
        """Every living descendant with its start ticks, and below those that were known before."""
        below = children_of(os.getpid())
        if not below:
            # The program is not collected before the end, so this kernel does not list children.
            return {pid: ticks for pid, ticks, _ in self.members_now()[:KNOWN_LIMIT]}
        found = {}
        queue = below + [pid for pid, ticks in self.known.items() if is_alive(pid, ticks)]
        while queue and len(found) < KNOWN_LIMIT:
            pid = queue.pop(0)
            stat = None if pid in found else stat_of(pid)
            if stat and stat.living:
                found[pid] = stat.ticks
                queue += children_of(pid)
        return found

    def publish_known(self):
        members = [{"pid": pid, "startTicks": ticks} for pid, ticks in self.known.items()]
        publish("members", dict(place(), members=members))
        self.published = self.known

    def obey_files(self, now):
        raw = read_bytes("kill")
        if raw:
            order = json.loads(raw)
            if self.reason is None and self.status is None:
                self.requested = order.get("requested")
            self.end("killed", order["graceMillis"] / 1000)
        lease = read_bytes("lease")
        if lease != self.lease:
            self.lease, self.lease_seen = lease, now
        limit = self.spec.get("restartGraceMillis")
        if limit and now - self.lease_seen > limit / 1000:
            self.end("lease_lost", self.grace)

    def watch_disk(self, now, at_end=False):
        due = self.confinement and (at_end or now >= self.confinement.next_look())
        if due and self.term_until is None:
            members = set(self.known) | self.confinement.members()
            self.exceeded = self.confinement.exceeded(now, members, at_end)
            if self.exceeded:
                # What was written in the last moment counts too, though nothing is left to end.
                self.reason = self.reason or "disk_limit"
                self.end("disk_limit", self.grace)

    def end(self, reason, grace):
        """Begins the end; the first reason counts, of several graces the one that ends first."""
        if self.reason is None and self.status is None:
            self.reason = reason
        until = time.monotonic() + grace
        self.term_until = until if self.term_until is None else min(self.term_until, until)

    def finished(self, now):
        if self.term_until is None:
            if self.status is None:
                return False
            # A child of the program may hold the pipes: one silent grace, restarted by each chunk.
            if self.pipes and now - max(self.ended, self.last_chunk) < self.grace:
                return False
            self.watch_disk(now, at_end=True)
            self.leftover = {pid: command_of(pid) for pid, _, _ in self.members()}
            if self.leftover:
                self.end("leftover", self.grace)
                return False
            return self.spooled(now)
        if now >= self.next_scan:
            self.next_scan = now + SCAN_SECONDS
            self.pursue(now)
        given_up = self.kill_since is not None and now - self.kill_since > KILL_SECONDS
        if given_up and (self.alive or self.status is None):
            return True
        if self.alive or self.status is None:
            return False
        quiet = now - max(self.ended, self.last_chunk) > 10 * SCAN_SECONDS
        return (not self.pipes or quiet) and self.spooled(now)

    def spooled(self, now):
        if not self.spool.pending:
            return True
        self.gone_since = self.gone_since or now
        return now - self.gone_since > SPOOL_SECONDS

    def pursue(self, now):
        self.alive = self.members()
        if self.status is not None and self.reason is None:
            new = [pid for pid, _, _ in self.alive if pid not in self.leftover]
            self.leftover.update((pid, command_of(pid)) for pid in new)
        if self.alive and self.kill_since is None and now >= self.term_until:
            self.kill_since = now
        forced = self.kill_since is not None
        if forced and self.confinement:
            self.confinement.end_all()
        for pid, ticks, found_by in self.alive:
            new = self.ended_tree.note(pid, ticks, found_by, forced)
            if forced:
                signal_exactly(pid, ticks, signal.SIGKILL)
            elif new and not self.is_wrapper(pid):
                signal_exactly(pid, ticks, signal.SIGTERM)
                signal_exactly(pid, ticks, signal.SIGCONT)
        if forced:
            self.hunt(now + SCAN_SECONDS)

    def is_wrapper(self, pid):
        """A wrapper that is told to end takes its namespace with it, without any grace."""
        return bool(self.confinement) and self.confinement.wrapped and pid == self.child

    def end_all(self):
        """Ends everything by force, within the time after which the rest are survivors."""
        self.term_until = self.kill_since = time.monotonic()
        while time.monotonic() - self.kill_since < KILL_SECONDS:
            self.pursue(time.monotonic())
            self.reap()
            if not self.alive:
                return
            time.sleep(SCAN_SECONDS)

    def hunt(self, until):
        """Ends those that start others faster than the process table can be read.

        A fork cannot slip through a signal to its whole group; and the number of a child that is
        not collected yet is nobody else's, so that it needs no look before the signal.
        """
        try:
            os.killpg(self.child, signal.SIGKILL)
        except OSError:
            pass
        found = True
        while found and time.monotonic() < until:
            found = [pid for pid in children_of(os.getpid()) if self.reap_orphan(pid)]
            for pid in found:
                try:
                    os.kill(pid, signal.SIGKILL)
                except OSError:
                    continue
                stat = stat_of(pid)
                if stat:
                    self.ended_tree.note(pid, stat.ticks, "descent", True)

    def members(self):
        """Every living process of the run with its start ticks and how it was found, oldest first.

        Oldest first, so that a parent is told before it sees its child end and starts another. The
        process table is no snapshot: one clear look may have missed a fork.
        """
        return self.members_now() or self.members_now()

    def members_now(self):
        numbers = [int(name) for name in os.listdir(PROC) if name.isdigit()]
        table = {pid: stat for pid, stat in ((p, stat_of(p)) for p in numbers) if stat}
        me = os.getpid()
        grouped = self.confinement.members() if self.confinement else ()
        found = []
        for pid, stat in table.items():
            if pid != me and stat.living and stat.ticks >= self.child_ticks:
                found_by = "cgroup" if pid in grouped else self.found_by(table, pid, stat, me)
                if found_by:
                    found.append((pid, stat.ticks, found_by))
        return sorted(found, key=lambda member: (member[1], member[0]))

    def found_by(self, table, pid, stat, me):
        if self.child == stat.group:
            return "group"
        if self.child == stat.session:
            return "session"
        if descends(table, pid, me):
            return "descent"
        if self.cookie in read_bytes("%s/%d/environ" % (PROC, pid)).split(b"\0"):
            return "cookie"
        return "remembered" if self.known.get(pid) == stat.ticks else None

    def record(self):
        code, number = self.status or (None, None)
        if self.status:
            os.waitpid(self.child, 0)
        confined = {}
        if self.confinement:
            told = self.confinement.reported()
            if self.confinement.wrapped and self.status:
                failure, code, number = unwrapped(told, code, number, self.spool.first_words)
                if failure and self.reason is None:
                    return dict(not_started("could_not_start", failure), **self.confined())
            confined = self.confined()
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        ended = time.monotonic() if self.status is None else self.ended
        os.fsync(self.spool.fd)
        return {
            "reason": self.reason or ("exited" if number is None else "signalled"),
            "requested": self.requested,
            "exitCode": code,
            "signal": number,
            "message": None,
            "forced": self.kill_since is not None,
            "startedMicros": self.started_at,
            "endedMicros": micros() if self.status is None else self.ended_at,
            "runtimeMicros": int((ended - self.started) * 1e6),
            "cpuMicros": int((usage.ru_utime + usage.ru_stime) * 1e6),
            "maxRssBytes": usage.ru_maxrss * 1024,
            "spoolBytes": os.fstat(self.spool.fd).st_size,
            "outputBytes": self.spool.accepted,
            "discardedBytes": self.spool.discarded,
            "unsavedBytes": len(self.spool.pending),
            "spoolError": self.spool.error,
            "leftover": [{"pid": p, "command": c} for p, c in list(self.leftover.items())[:LIST_LIMIT]],
            **self.tree_record(),
            **confined,
        }

    def confined(self):
        """What the confinement has seen; takes away what it made."""
        if not self.confinement:
            return {}
        seen = self.confinement.evidence()
        left = self.confinement.remove()
        return {"confinement": dict(seen, exceeded=self.exceeded, left=left)}

    def tree_record(self):
        self.ended_tree.forget((pid, ticks) for pid, ticks, _ in self.alive)
        return {
            "endedBy": self.ended_tree.counts(),
            "ended": self.ended_tree.first(),
            "survivors": [{"pid": p, "command": command_of(p)} for p, _, _ in self.alive[:LIST_LIMIT]],
        }


class EndedTree:
    """Which processes got a signal, how each was found, and whether TERM was enough."""

    def __init__(self):
        self.noted = {}

    def note(self, pid, ticks, found_by, forced):
        """True for a process that was not noted before."""
        known = self.noted.get((pid, ticks))
        if known:
            known["forced"] = forced
            return False
        command = command_of(pid) if len(self.noted) < LIST_LIMIT else ""
        self.noted[pid, ticks] = {
            "pid": pid,
            "command": command,
            "foundBy": found_by,
            "forced": forced,
        }
        return True

    def forget(self, survivors):
        for key in survivors:
            self.noted.pop(key, None)

    def counts(self):
        return dict(collections.Counter(one["foundBy"] for one in self.noted.values()))

    def first(self):
        return list(self.noted.values())[:LIST_LIMIT]


def is_alive(pid, ticks):
    stat = stat_of(pid)
    return stat is not None and stat.living and stat.ticks == ticks


def descends(table, pid, ancestor):
    for _ in range(len(table)):
        stat = table.get(pid)
        if stat is None:
            return False
        if stat.parent == ancestor:
            return True
        pid = stat.parent
    return False


def identity(pid):
    return dict(place(), pid=pid, startTicks=stat_of(pid).ticks)


def place():
    """Where a process id and start ticks count."""
    return {
        "bootId": read_bytes("/proc/sys/kernel/random/boot_id").decode().strip(),
        "pidNamespace": os.stat("/proc/self/ns/pid").st_ino,
    }


def confinement_of(spec):
    if not spec.get("confinement"):
        return None
    # Beside this file; the folder of a program that is started with -I is not looked into.
    sys.dont_write_bytecode = True
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import confinement

    return confinement.Confinement(spec["confinement"])


def unwrapped(told, code, number, first_words):
    """What the reporter inside says of the program, or what the wrapper's own end shows."""
    for line in told:
        word, _, rest = line.partition(" ")
        if word == "exit":
            return None, int(rest), None
        if word == "signal":
            return None, None, int(rest)
        if word == "failed":
            return rest, None, None
    if "began" not in told:
        how = "signal %d" % number if code is None else "exit code %d" % code
        return "The sandbox could not be entered (%s): %s" % (how, first_words()), None, None
    # Who told of the end was ended too; a wrapper adds 128 to the signal of what it runs.
    if code is not None and code > 128:
        return None, None, code - 128
    return None, code, number


def become_program(spec, confinement, supervisor, out, err, failed):
    """Turns the forked child into the program; a failure goes to the parent as one sentence."""
    doing = "prepare the process"
    try:
        os.setsid()
        # Sound only because the supervisor has one thread: the signal follows that thread's end.
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != supervisor:
            os._exit(127)
        signal.set_wakeup_fd(-1)
        for number in ("HUP", "INT", "TERM", "CHLD", "PIPE", "XFSZ"):
            signal.signal(getattr(signal, "SIG" + number), signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        for fd in [int(name) for name in os.listdir("/proc/self/fd")]:
            if fd > 2 and fd != failed and not (confinement and fd in confinement.keeps()):
                try:
                    os.close(fd)
                except OSError:
                    pass
        doing = "enter " + spec["cwd"]
        os.chdir(spec["cwd"])
        argv = spec["argv"]
        if confinement:
            doing = "confine the program"
            named = confinement.enter()
            argv = [named.get(word, word) for word in argv]
            confinement.drop()
            # A change of the user takes this back.
            prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != supervisor:
                os._exit(127)
        doing = "run " + argv[0]
        env = dict(spec["env"], ENERGYOPS_RUN=spec["token"])
        os.execvpe(argv[0], argv, env)
    except BaseException as error:
        text = getattr(error, "strerror", None) or str(error)
        os.write(failed, ("Could not %s: %s" % (doing, text)).encode("utf-8", "replace"))
    os._exit(127)


def claim():
    """Makes the claim with its content in one step; False when somebody holds it."""
    own = "claim.%d" % os.getpid()
    with open(own, "w", encoding="utf-8") as file:
        json.dump(identity(os.getpid()), file)
    try:
        os.link(own, "claim")
        return True
    except FileExistsError:
        return False
    finally:
        os.unlink(own)


def fitted(record):
    """The record as bytes within its room: of long commands only as much as fits."""
    for length in (200, 50, 10):
        for name in ("ended", "leftover", "survivors"):
            for process in record.get(name, ()):
                process["command"] = process["command"][:length]
        text = json.dumps(record).encode()
        if len(text) <= RECORD_ROOM:
            break
    return text


def write_exit(record):
    with open("exit.tmp", "r+b") as file:
        file.write(fitted(record))
        file.truncate()
        file.flush()
        os.fsync(file.fileno())
    os.rename("exit.tmp", "exit")
    folder = os.open(".", os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def not_started(reason, message):
    now = micros()
    return {"reason": reason, "message": message[:1000], "startedMicros": now, "endedMicros": now}


def supervise():
    supervisor = None
    try:
        supervisor = Supervisor(json.loads(read_bytes("spec.json")))
        failure = supervisor.start()
        if failure:
            return dict(not_started("could_not_start", failure), **supervisor.confined())
        supervisor.run()
        return supervisor.record()
    except BaseException as error:
        traceback.print_exc()
        message = "The supervisor failed: %r" % (error,)
        if supervisor and supervisor.child_ticks:
            supervisor.end_all()
            ended = dict(supervisor.tree_record(), **supervisor.confined())
            return dict(not_started("supervisor_failed", message), **ended)
        confined = supervisor.confined() if supervisor else {}
        return dict(not_started("could_not_start", message), **confined)


def main():
    os.chdir(sys.argv[1])
    try:
        os.setsid()
    except PermissionError:
        pass  # Leads a group already, so it was started from a shell.
    log = os.open("supervisor.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    try:
        if not claim():
            print("Refused: the run in this directory was claimed before", file=sys.stderr)
            return 3
        with open("exit.tmp", "wb") as file:
            file.write(b" " * RECORD_ROOM)
    except OSError as error:
        print("No room for the record of the run: %s" % error.strerror, file=sys.stderr)
        return 4
    write_exit(supervise())
    return 0


if __name__ == "__main__":
    sys.exit(main())
