package io.energyops.python;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandWordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rm -rf /",
        "/bin/rm x",
        "ls; rm x",
        "ls && RM x",
        "sudo -n rm x",
        "LANG=C rm x",
        "timeout 5s rm x",
        "find . | xargs rm",
        "cmd /c del x",
        "C:\\Windows\\format.com c:",
        "echo $(rm x)",
        "r\"m\" x",
      })
  void a_deleting_command_line_is_recognised(String line) {
    assertTrue(CommandWords.destructive(List.of(line)), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git rm x",
        "ls rm",
        "python3 format.py",
        "/usr/bin/env python3 rm",
        "\ufffd rm",
        ""
      })
  void another_command_with_such_a_word_is_not(String line) {
    assertFalse(CommandWords.destructive(List.of(line)), line);
  }
}
