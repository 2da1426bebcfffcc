"""Unit tests of the confinement: ``python3 confinement_test.py CONFINEMENT.PY``."""

import importlib.util
import os
import sys
import tempfile
import unittest

MIB = 1 << 20


def load(path):
    spec = importlib.util.spec_from_file_location("confinement", path)
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

    def write(self, name, data):
        with open(name, "wb") as file:
            file.write(data)

    def read(self, name):
        with open(name, "rb") as file:
            return file.read()


class DiskWatchTest(InFolder):
    def watch(self, most_bytes=MIB, most_entries=100):
        os.makedirs("work", exist_ok=True)
        spec = {"folders": ["work"], "bytes": most_bytes, "entries": most_entries}
        return confinement.DiskWatch(spec)

    def test_little_is_allowed(self):
        watch = self.watch()
        self.write("work/a", bytes(1000))
        self.assertIsNone(watch.exceeded(0, ()))
        self.assertEqual(1, watch.peak_entries)
        self.assertGreater(watch.peak_bytes, 0)

    def test_too_many_bytes_are_told(self):
        watch = self.watch()
        self.write("work/a", bytes(2 * MIB))
        self.assertIn("bytes in its folders, allowed are 1048576", watch.exceeded(0, ()))

    def test_a_sparse_file_counts_what_it_takes(self):
        watch = self.watch()
        with open("work/a", "wb") as file:
            file.truncate(1 << 40)
        self.assertIsNone(watch.exceeded(0, ()))

    def test_a_file_with_many_names_counts_once(self):
        watch = self.watch()
        self.write("work/a", bytes(700_000))
        os.link("work/a", "work/b")
        self.assertIsNone(watch.exceeded(0, ()))
        self.assertEqual(2, watch.entries)

    def test_too_many_entries_are_told(self):
        watch = self.watch(most_entries=10)
        for name in range(11):
            os.mkdir("work/%d" % name)
        self.assertIn("entries in its folders, allowed are 10", watch.exceeded(0, ()))

    def test_a_link_is_not_followed(self):
        watch = self.watch()
        self.write("outside", bytes(2 * MIB))
        os.symlink(os.path.abspath("outside"), "work/link")
        os.symlink(os.getcwd(), "work/folder")
        self.assertIsNone(watch.exceeded(0, ()))

    def test_a_file_that_only_stays_open_counts(self):
        watch = self.watch()
        with open("work/a", "wb") as file:
            file.write(bytes(2 * MIB))
            file.flush()
            os.unlink("work/a")
            self.assertIn("bytes", watch.exceeded(0, (os.getpid(),)))

    def test_a_locked_folder_is_opened_and_counted(self):
        watch = self.watch()
        os.mkdir("work/locked")
        self.write("work/locked/a", bytes(2 * MIB))
        os.chmod("work/locked", 0)
        self.addCleanup(os.chmod, os.path.abspath("work/locked"), 0o700)
        self.assertIn("bytes", watch.exceeded(0, ()))

    def test_what_lies_too_deep_to_be_counted_is_too_much(self):
        watch = self.watch(most_entries=100_000)
        here = os.getcwd()
        os.chdir("work")
        for _ in range(40):
            os.mkdir("d" * 200)
            os.chdir("d" * 200)
        os.chdir(here)
        self.assertIn("entries", watch.exceeded(0, ()))

    def test_it_looks_only_when_it_is_time(self):
        watch = self.watch()
        self.assertIsNone(watch.exceeded(10.0, ()))
        self.write("work/a", bytes(2 * MIB))
        self.assertIsNone(watch.exceeded(10.1, ()))
        self.assertIsNotNone(watch.exceeded(11.0, ()))


class ControlGroupTest(InFolder):
    def group(self, version, limits):
        place = os.path.abspath("group")
        return confinement.ControlGroup(
            {"version": version, "directory": place, "limits": limits}
        )

    def test_version_2_tells_what_its_counters_say(self):
        os.mkdir("group")
        group = self.group(2, {})
        self.write("group/memory.events", b"low 0\nhigh 0\nmax 7\noom 2\noom_kill 1\n")
        self.write("group/memory.peak", b"12345\n")
        self.write("group/pids.events", b"max 4\n")
        self.write("group/cpu.stat", b"usage_usec 9\nnr_periods 10\nnr_throttled 3\n")
        expected = {
            "oomKills": 1,
            "memoryPeakBytes": 12345,
            "processesRefused": 4,
            "periods": 10,
            "throttledPeriods": 3,
        }
        self.assertEqual(expected, group.evidence())

    def test_version_1_tells_what_its_counters_say(self):
        os.mkdir("group")
        group = self.group(1, {})
        self.write("group/memory.oom_control", b"oom_kill_disable 0\nunder_oom 0\noom_kill 2\n")
        self.write("group/memory.max_usage_in_bytes", b"99\n")
        self.assertEqual({"oomKills": 2, "memoryPeakBytes": 99}, group.evidence())

    def test_what_cannot_be_made_is_named(self):
        os.mkdir("group")
        with self.assertRaisesRegex(confinement.CannotConfine, "make the control group .*exists"):
            self.group(2, {}).make()

    def test_a_missing_limit_of_swap_is_passed_over_and_no_other(self):
        self.group(1, {"memory.memsw.limit_in_bytes": "1"}).make()
        os.rmdir("group")
        with self.assertRaises(confinement.CannotConfine):
            self.group(1, {"memory.limit_in_bytes": "1"}).make()

    def test_removing_twice_is_fine(self):
        group = self.group(2, {})
        group.make()
        self.assertTrue(group.remove())
        self.assertTrue(group.remove())


class UsersTest(InFolder):
    def claimant(self):
        uids = {"first": 70_000, "count": 3, "folder": os.path.abspath("users")}
        return confinement.Confinement({"uids": uids})

    def test_each_gets_another_until_none_is_left(self):
        taken = {self.claimant().claim_uid() for _ in range(3)}
        self.assertEqual({70_000, 70_001, 70_002}, taken)
        with self.assertRaisesRegex(confinement.CannotConfine, "from 70000 to 70002"):
            self.claimant().claim_uid()

    def test_the_users_of_processes_are_seen(self):
        self.assertIn(os.getuid(), confinement.users())


class ConfinementTest(InFolder):
    def test_an_empty_one_holds_nothing(self):
        nothing = confinement.Confinement({})
        nothing.prepare()
        self.assertEqual(set(), nothing.members())
        self.assertIsNone(nothing.exceeded(0, ()))
        self.assertEqual({}, nothing.evidence())
        self.assertEqual([], nothing.remove())

    def test_the_reporter_is_heard(self):
        wrapped = confinement.Confinement({"report": True})
        wrapped.prepare()
        os.write(wrapped.report_end, b"began\nexit 3\n")
        wrapped.begun()
        self.assertEqual(["began", "exit 3", ""], wrapped.reported())

    def test_a_group_that_stays_is_named(self):
        os.makedirs("group/inner")
        place = os.path.abspath("group")
        spec = {"groups": [{"version": 2, "directory": place, "limits": {}}]}
        confinement.REMOVE_SECONDS = 0.05
        self.assertEqual([place], confinement.Confinement(spec).remove())


if __name__ == "__main__":
    confinement = load(sys.argv.pop(1))
    unittest.main()
