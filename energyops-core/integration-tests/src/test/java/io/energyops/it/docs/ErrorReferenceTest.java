package io.energyops.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.energyops.error.ErrorCode;
import io.energyops.storage.StorageErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page of errors is made of the enums. With {@code -Denergyops.docs.write=true} the test writes
 * it, otherwise it fails when the page and the enums differ.
 */
class ErrorReferenceTest {

  private static final Path PAGE = Path.of("../../docs/errors.md");
  private static final String TITLES = "| code | usual cause | what to do |\n|---|---|---|\n";

  @Test
  void the_page_of_errors_says_what_the_enums_say() throws IOException {
    String page = page();
    if (Boolean.getBoolean("energyops.docs.write")) {
      Files.writeString(PAGE, page, StandardCharsets.UTF_8);
    }
    assertEquals(page, Files.readString(PAGE, StandardCharsets.UTF_8));
  }

  private static String page() {
    return """
        # Errors

        <!-- Made of the enums ErrorCode and StorageErrorCode by ErrorReferenceTest; edit those. -->

        Everything that goes wrong is an unchecked exception with a stable code: `EnergyOpsException.code()` of the engine,
        `StorageException.code()` of storage backends. Branch on the code or on the type, never on the message: messages are
        for people and may change. A message says what was wrong, where, and what to do; it holds no secret.

        `code().category()` tells an embedding application how to answer:

        | category | meaning | `httpStatus()` |
        |---|---|---|
        | `INVALID_ARGUMENT` | the request was wrong; the same again fails again | 400 |
        | `NOT_FOUND` | there is no such thing | 404 |
        | `CONFLICT` | the state does not allow it now | 409 |
        | `UNAVAILABLE` | something outside does not answer; the same may work later | 503 |
        | `FAILURE` | something is broken and needs a person | 500 |

        ## Engine

        """
        + Stream.of(ErrorCode.values())
            .collect(Collectors.groupingBy(ErrorCode::category, TreeMap::new, Collectors.toList()))
            .entrySet()
            .stream()
            .map(
                entry ->
                    "### "
                        + entry.getKey()
                        + "\n\n"
                        + TITLES
                        + entry.getValue().stream()
                            .map(code -> row(code, code.usualCause(), code.remedy()))
                            .collect(Collectors.joining()))
            .collect(Collectors.joining("\n"))
        + "\n## Storage backends\n\n"
        + TITLES
        + Stream.of(StorageErrorCode.values())
            .map(code -> row(code, code.usualCause(), code.remedy()))
            .collect(Collectors.joining());
  }

  private static String row(Enum<?> code, String cause, String remedy) {
    return "| `" + code + "` | " + cell(cause) + " | " + cell(remedy) + " |\n";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
