package io.energyops.python;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells whether a command line deletes or formats, by the words in the place of a command. */
final class CommandWords {

  private static final Set<String> DESTRUCTIVE = Set.of("rm", "rmdir", "del", "format");
  // Words after which another command follows.
  private static final Set<String> CARRIERS =
      Set.of(
          "sudo",
          "doas",
          "env",
          "nice",
          "nohup",
          "time",
          "timeout",
          "exec",
          "command",
          "xargs",
          "busybox",
          "sh",
          "bash",
          "dash",
          "zsh",
          "cmd",
          "call",
          "start",
          "powershell",
          "pwsh",
          "setsid",
          "stdbuf",
          "then",
          "do",
          "else",
          "!");
  private static final Pattern SEPARATOR = Pattern.compile("[;&|()`\\n\\r{}]");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*=.*");
  private static final Pattern OPTION = Pattern.compile("[-/+].*|[0-9.]+[smhd]?");
  private static final Pattern SUFFIX = Pattern.compile("\\.(exe|com|cmd|bat)$");

  private CommandWords() {}

  /**
   * Judges the arguments of a call that starts a process.
   *
   * @param words a whole command line, or program and arguments
   */
  static boolean destructive(List<String> words) {
    for (String word : words) {
      for (String command : SEPARATOR.split(word, -1)) {
        if (commandDestroys(command)) {
          return true;
        }
      }
      if (!carries(word)) {
        return false;
      }
    }
    return false;
  }

  private static boolean commandDestroys(String command) {
    for (String word : SPACE.split(command.strip(), -1)) {
      if (DESTRUCTIVE.contains(program(word))) {
        return true;
      }
      if (!carries(word)) {
        return false;
      }
    }
    return false;
  }

  private static boolean carries(String word) {
    String program = program(word);
    return program.isEmpty()
        || CARRIERS.contains(program)
        || ASSIGNMENT.matcher(word).matches()
        || (OPTION.matcher(word).matches() && program.length() <= 12 && word.lastIndexOf('/') <= 0);
  }

  private static String program(String word) {
    String bare = word.replaceAll("[\"'\\\\^]", word.contains(":\\") ? "/" : "");
    String name = bare.substring(bare.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return SUFFIX.matcher(name).replaceFirst("");
  }
}
