"""Unit tests of the supervisor: ``python3 supervisor_test.py SUPERVISOR.PY``."""

import errno
import importlib.util
import json
import os
import signal
import struct
import sys
import tempfile
import unittest

SPEC = {
    "argv": ["true"],
    "env": {},
    "cwd": "/",
    "token": "run-1",
    "outputBytes": 100,
    "graceMillis": 500,
}


def load(path):
    spec = importlib.util.spec_from_file_location("supervisor", path)
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


class InFolder(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(self.folder.name)

    def supervisor(self, **more):
        one = supervisor.Supervisor(dict(SPEC, **more))
        self.addCleanup(os.close, one.spool.fd)
        return one


def frames(data):
    """What a reader makes of a spool: stream and payload of each frame."""
    found = []
    while data:
        stream, micros, length = struct.unpack_from("<BQI", data)
        assert micros > 1_600_000_000_000_000
        found.append((stream, data[13 : 13 + length]))
        data = data[13 + length :]
    return found


def bwrap_said():
    return "bwrap: no such file"


class UnwrappedTest(unittest.TestCase):
    def test_the_reporter_tells_code_and_signal_apart(self):
        self.assertEqual((None, 137, None), supervisor.unwrapped(["began", "exit 137"], 137, None, bwrap_said))
        self.assertEqual((None, None, 9), supervisor.unwrapped(["began", "signal 9"], 137, None, bwrap_said))

    def test_a_program_that_cannot_be_run_inside_is_a_failed_start(self):
        told = ["began", "failed Could not run x: No such file", ""]
        self.assertEqual("Could not run x: No such file", supervisor.unwrapped(told, 127, None, bwrap_said)[0])

    def test_a_wrapper_that_ends_before_the_reporter_is_a_failed_start(self):
        failure, code, number = supervisor.unwrapped([], 1, None, bwrap_said)
        self.assertIn("could not be entered (exit code 1): bwrap: no such file", failure)
        self.assertIn("(signal 9)", supervisor.unwrapped([], None, 9, bwrap_said)[0])

    def test_without_the_end_of_the_report_the_wrapper_tells(self):
        self.assertEqual((None, None, 9), supervisor.unwrapped(["began", ""], 137, None, bwrap_said))
        self.assertEqual((None, 1, None), supervisor.unwrapped(["began", ""], 1, None, bwrap_said))
        self.assertEqual((None, None, 9), supervisor.unwrapped(["began", ""], None, 9, bwrap_said))


class SpoolTest(InFolder):
    def test_the_first_words_come_on_one_line(self):
        spool = supervisor.Spool(1000)
        self.assertEqual("it said nothing", spool.first_words())
        spool.add(2, b"bwrap: no such\n file\n")
        self.assertEqual("bwrap: no such file", spool.first_words())

    def spool(self, limit):
        spool = supervisor.Spool(limit)
        self.addCleanup(lambda: os.close(spool.fd))
        return spool

    def test_a_frame_is_stream_time_length_and_bytes(self):
        spool = self.spool(100)
        self.assertTrue(spool.add(1, b"one\n"))
        self.assertTrue(spool.add(2, b"\0\xff"))
        self.assertEqual([(1, b"one\n"), (2, b"\0\xff")], frames(supervisor.read_bytes("spool")))
        self.assertEqual(13 + 4 + 13 + 2, os.path.getsize("spool"))

    def test_the_cap_cuts_within_a_chunk_and_counts_the_rest(self):
        spool = self.spool(10)
        self.assertTrue(spool.add(1, b"12345678"))
        self.assertFalse(spool.add(1, b"90abc"))
        self.assertFalse(spool.add(2, b"more"))
        self.assertEqual((10, 7), (spool.accepted, spool.discarded))
        self.assertEqual([(1, b"12345678"), (1, b"90")], frames(supervisor.read_bytes("spool")))

    def test_exactly_the_cap_is_allowed(self):
        spool = self.spool(4)
        self.assertTrue(spool.add(1, b"1234"))
        self.assertEqual(0, spool.discarded)

    def test_a_full_disk_keeps_the_rest_of_the_frame_for_later(self):
        spool = self.spool(100)
        taken = []

        def write(fd, data):
            if len(taken) == 1:
                taken.append(None)
                raise OSError(errno.ENOSPC, "full")
            taken.append(data[:5])
            return real(fd, data[:5])

        real, os.write = os.write, write
        try:
            self.assertTrue(spool.add(1, b"one"))
            self.assertEqual(11, len(spool.pending))
            self.assertIsNotNone(spool.error)
            spool.write()
        finally:
            os.write = real
        self.assertIsNone(spool.error)
        self.assertEqual([(1, b"one")], frames(supervisor.read_bytes("spool")))

    def test_a_spool_that_is_there_is_never_taken_over(self):
        self.spool(1)
        with self.assertRaises(FileExistsError):
            supervisor.Spool(1)


class FakeProc(InFolder):
    """A process table made of files."""

    def setUp(self):
        super().setUp()
        os.mkdir("proc")
        supervisor.PROC = os.path.abspath("proc")
        self.addCleanup(setattr, supervisor, "PROC", "/proc")

    def process(self, pid, parent, group, session, ticks, state="S", threads=1, env=b""):
        os.makedirs("proc/%d/task/%d" % (pid, pid), exist_ok=True)
        text = "%d (a) b) %s %d %d %d 0 -1 0 0 0 0 0 0 0 0 0 20 0 %d 0 %d 0 0\n"
        with open("proc/%d/stat" % pid, "w", encoding="utf-8") as file:
            file.write(text % (pid, state, parent, group, session, threads, ticks))
        with open("proc/%d/environ" % pid, "wb") as file:
            file.write(env)

    def children(self, pid, thread, text):
        os.makedirs("proc/%d/task/%d" % (pid, thread), exist_ok=True)
        with open("proc/%d/task/%d/children" % (pid, thread), "w", encoding="utf-8") as file:
            file.write(text)

    def member(self, pid):
        return {p: by for p, _, by in self.run.members()}.get(pid)


class MembersTest(FakeProc):
    def setUp(self):
        super().setUp()
        self.run = self.supervisor()
        self.run.child, self.run.child_ticks = 50, 1000
        self.process(50, os.getpid(), 50, 50, 1000)
        self.process(os.getpid(), 1, 7, 7, 1000)

    def test_each_link_has_its_name(self):
        self.process(51, 1, 50, 50, 1001)
        self.process(52, 1, 52, 50, 1002)
        self.process(53, os.getpid(), 53, 53, 1003)
        self.process(54, 53, 54, 54, 1004)
        self.process(55, 1, 55, 55, 1005, env=b"A=1\0ENERGYOPS_RUN=run-1\0")
        self.process(56, 1, 56, 56, 1006)
        self.run.known = {56: 1006}
        found = [(pid, by) for pid, _, by in self.run.members()]
        self.assertEqual(
            [
                (50, "group"),
                (51, "group"),
                (52, "session"),
                (53, "descent"),
                (54, "descent"),
                (55, "cookie"),
                (56, "remembered"),
            ],
            found,
        )

    def test_what_is_older_than_the_program_or_of_others_is_left_alone(self):
        self.process(60, 1, 60, 60, 999, env=b"ENERGYOPS_RUN=run-1\0")
        self.process(61, 1, 61, 61, 1001, env=b"ENERGYOPS_RUN=run-10\0X=ENERGYOPS_RUN=run-1\0")
        self.process(62, 1, 62, 62, 1001)
        self.run.known = {62: 1000}
        self.assertEqual([50], [pid for pid, _, _ in self.run.members()])

    def test_a_zombie_has_ended_unless_it_has_threads(self):
        self.process(63, os.getpid(), 50, 50, 1001, state="Z")
        self.process(64, os.getpid(), 50, 50, 1001, state="Z", threads=4)
        self.assertIsNone(self.member(63))
        self.assertEqual("group", self.member(64))

    def test_an_entry_that_vanishes_while_it_is_read_is_passed_over(self):
        os.makedirs("proc/70")
        self.assertIsNone(supervisor.stat_of(70))
        self.assertIsNone(self.member(70))

    def test_the_walk_follows_the_children_of_every_thread(self):
        me = os.getpid()
        self.children(me, me, "50 71 ")
        self.children(50, 50, "")
        self.children(50, 99, "72")
        self.process(71, me, 71, 71, 1001, state="Z")
        self.process(72, 50, 72, 72, 1002)
        self.process(73, 1, 73, 73, 1003)
        self.run.known = {73: 1003, 74: 1004}
        self.assertEqual({50: 1000, 72: 1002, 73: 1003}, self.run.walk())

    def test_without_lists_of_children_the_walk_is_a_look_at_the_table(self):
        self.process(75, 50, 50, 50, 1001)
        self.assertEqual({50: 1000, 75: 1001}, self.run.walk())

    def test_only_news_is_published(self):
        me = os.getpid()
        self.children(me, me, "50")
        with open("proc/loadavg", "w", encoding="utf-8") as file:
            file.write("0 0 0 1/9 77\n")
        self.run.look(10.0)
        with open("members", encoding="utf-8") as file:
            self.assertEqual([{"pid": 50, "startTicks": 1000}], json.load(file)["members"])
        os.unlink("members")
        self.children(me, me, "50 78")
        self.process(78, me, 78, 78, 1001)
        self.run.look(11.0)
        self.assertFalse(os.path.exists("members"), "no number was given since")
        with open("proc/loadavg", "w", encoding="utf-8") as file:
            file.write("0 0 0 1/9 78\n")
        self.run.look(12.0)
        self.assertTrue(os.path.exists("members"))
        self.assertGreaterEqual(self.run.next_look, 13.0)

    def test_a_tree_that_does_not_change_is_looked_at_less_often(self):
        me = os.getpid()
        self.children(me, me, "50")
        pauses = []
        for number in range(5):
            with open("proc/loadavg", "w", encoding="utf-8") as file:
                file.write("0 0 0 1/9 %d\n" % number)
            self.run.look(0.0)
            pauses.append(self.run.look_pause)
        self.children(me, me, "50 78")
        self.process(78, me, 78, 78, 1001)
        with open("proc/loadavg", "w", encoding="utf-8") as file:
            file.write("0 0 0 1/9 78\n")
        self.run.look(0.0)
        self.assertEqual([1.0, 2.0, 4.0, 4.0, 4.0, 1.0], pauses + [self.run.look_pause])


class DescendsTest(unittest.TestCase):
    def table(self, **parents):
        return {
            int(pid[1:]): supervisor.Stat(True, parent, 0, 0, 1) for pid, parent in parents.items()
        }

    def test_a_chain_of_parents_is_followed(self):
        table = self.table(p5=4, p4=3, p3=2)
        self.assertTrue(supervisor.descends(table, 5, 2))
        self.assertFalse(supervisor.descends(table, 5, 9))
        self.assertFalse(supervisor.descends(table, 6, 2))

    def test_a_ring_that_a_changing_table_shows_ends(self):
        self.assertFalse(supervisor.descends(self.table(p5=6, p6=5), 5, 2))


class EndTest(InFolder):
    def setUp(self):
        super().setUp()
        self.run = self.supervisor()
        self.now = 100.0
        real = supervisor.time.monotonic
        supervisor.time.monotonic = lambda: self.now
        self.addCleanup(setattr, supervisor.time, "monotonic", real)

    def test_the_first_reason_and_the_earliest_end_count(self):
        self.run.end("time_limit", 5.0)
        self.now = 101.0
        self.run.end("killed", 10.0)
        self.assertEqual(("time_limit", 105.0), (self.run.reason, self.run.term_until))
        self.run.end("killed", 0.5)
        self.assertEqual(("time_limit", 101.5), (self.run.reason, self.run.term_until))

    def test_a_program_that_has_ended_keeps_its_own_reason(self):
        self.run.status = (0, None)
        self.run.end("leftover", 1.0)
        self.assertIsNone(self.run.reason)
        self.assertEqual(101.0, self.run.term_until)

    def test_an_order_to_kill_names_who_asked_and_how_long_to_wait(self):
        with open("kill", "w", encoding="utf-8") as file:
            json.dump({"requested": "node closed", "graceMillis": 2500}, file)
        self.run.lease_seen = self.now
        self.run.obey_files(self.now)
        self.assertEqual(("killed", "node closed"), (self.run.reason, self.run.requested))
        self.assertEqual(102.5, self.run.term_until)

    def test_a_lease_that_does_not_change_ends_it_after_the_restart_grace_only(self):
        self.run.spec["restartGraceMillis"] = 3000
        self.run.lease_seen = self.now
        self.run.obey_files(self.now + 3.0)
        self.assertIsNone(self.run.reason)
        with open("lease", "w", encoding="utf-8") as file:
            file.write("2")
        self.run.obey_files(self.now + 4.0)
        self.run.obey_files(self.now + 7.0)
        self.assertIsNone(self.run.reason)
        self.run.obey_files(self.now + 7.1)
        self.assertEqual("lease_lost", self.run.reason)

    def test_the_pause_ends_at_the_deadline_and_is_never_none(self):
        self.run.next_control = self.now + 0.2
        self.run.deadline = self.now + 0.05
        self.assertAlmostEqual(0.051, self.run.pause())
        self.run.deadline = self.now - 1
        self.assertAlmostEqual(0.001, self.run.pause())


class RecordTest(InFolder):
    def record(self, status):
        run = self.supervisor()
        run.started, run.started_at = supervisor.time.monotonic() - 2.0, 5
        run.child = os.fork()
        if run.child == 0:
            os._exit(0)
        run.status = status
        if status is None:
            os.waitpid(run.child, 0)
        run.ended, run.ended_at = run.started + 1.5, 9
        run.ended_tree.note(1 << 22, 7, "cookie", True)
        run.spool.add(1, b"x" * 101)
        return run.record()

    def test_an_exit_code_is_no_signal(self):
        record = self.record((137, None))
        self.assertEqual(("exited", 137, None), tuple(record[k] for k in ("reason", "exitCode", "signal")))
        self.assertEqual((5, 9, 1500000), tuple(record[k] for k in ("startedMicros", "endedMicros", "runtimeMicros")))
        self.assertEqual((100, 1, 113), tuple(record[k] for k in ("outputBytes", "discardedBytes", "spoolBytes")))
        self.assertEqual({"cookie": 1}, record["endedBy"])
        self.assertEqual(
            [{"pid": 1 << 22, "command": "", "foundBy": "cookie", "forced": True}], record["ended"]
        )

    def test_a_signal_is_no_exit_code(self):
        record = self.record((None, signal.SIGKILL))
        self.assertEqual(("signalled", None, 9), tuple(record[k] for k in ("reason", "exitCode", "signal")))

    def test_a_program_that_did_not_end_has_neither(self):
        record = self.record(None)
        self.assertEqual((None, None), (record["exitCode"], record["signal"]))
        self.assertGreaterEqual(record["runtimeMicros"], 2000000)

    def test_it_fits_into_its_room_and_names_every_process(self):
        many = [{"pid": i, "command": "\U0001f4a9" * 200} for i in range(20)]
        copies = {n: [dict(one) for one in many] for n in ("ended", "leftover", "survivors")}
        text = supervisor.fitted(dict(copies, reason="killed"))
        self.assertLessEqual(len(text), supervisor.RECORD_ROOM)
        self.assertEqual(20, len(json.loads(text)["survivors"]))


class EndedTreeTest(unittest.TestCase):
    def test_lists_the_first_twenty_and_counts_all(self):
        tree = supervisor.EndedTree()
        for pid in range(30):
            self.assertTrue(tree.note((1 << 22) + pid, 1, "group", False))
        self.assertFalse(tree.note(1 << 22, 1, "descent", True))
        self.assertTrue(tree.note(1 << 22, 2, "descent", True))
        self.assertEqual({"group": 30, "descent": 1}, tree.counts())
        self.assertEqual(20, len(tree.first()))
        self.assertEqual(("group", True), (tree.first()[0]["foundBy"], tree.first()[0]["forced"]))
        self.assertFalse(tree.first()[1]["forced"])

    def test_a_survivor_was_not_ended(self):
        tree = supervisor.EndedTree()
        tree.note(1 << 22, 1, "group", True)
        tree.forget([(1 << 22, 1), (5, 5)])
        self.assertEqual(({}, []), (tree.counts(), tree.first()))


class SignalTest(unittest.TestCase):
    def test_a_later_owner_of_the_number_is_not_signalled(self):
        child = os.fork()
        if child == 0:
            signal.pause()
            os._exit(0)
        try:
            ticks = supervisor.stat_of(child).ticks
            supervisor.signal_exactly(child, ticks - 1, signal.SIGKILL)
            self.assertTrue(supervisor.is_alive(child, ticks))
            supervisor.signal_exactly(child, ticks, signal.SIGKILL)
            self.assertEqual(signal.SIGKILL, os.waitpid(child, 0)[1])
        finally:
            try:
                os.kill(child, signal.SIGKILL)
            except ProcessLookupError:
                pass


if __name__ == "__main__":
    supervisor = load(sys.argv.pop(1))
    unittest.main(verbosity=2)
