package io.energyops.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurrentUserTest {

  @ParameterizedTest
  @CsvSource({
    "a@desk.example, u-1, a@desk.example",
    ", u-1, u-1",
    "'  ', u-1, u-1",
    "' a@desk.example ', , a@desk.example",
    ", ' ', system",
    ", , system"
  })
  void the_user_is_the_address_else_the_id_else_system(
      @Nullable String email, @Nullable String id, String expected) {
    assertEquals(expected, CurrentUser.of(() -> email, () -> id).getCurrentUserId());
  }

  @Test
  void a_supplier_that_throws_gives_system_and_one_warning_until_it_works_again() {
    Deque<Supplier<String>> answers = new ArrayDeque<>();
    Supplier<String> broken =
        () -> {
          throw new IllegalStateException("no session");
        };
    answers.addAll(List.of(broken, broken, () -> "a@desk.example", broken));
    CurrentUser user = CurrentUser.of(() -> answers.remove().get(), () -> "u-1");

    String log =
        logOf(
            () -> {
              assertEquals("system", user.getCurrentUserId());
              assertEquals("system", user.getCurrentUserId());
              assertEquals("a@desk.example", user.getCurrentUserId());
              assertEquals("system", user.getCurrentUserId());
            });

    assertEquals(2, log.split("supplier of the current user failed", -1).length - 1, log);
  }

  @Test
  void a_user_of_the_host_is_guarded_once() {
    CurrentUser guarded =
        CurrentUser.guarded(
            () -> {
              throw new IllegalStateException("no session");
            });
    logOf(() -> assertEquals("system", guarded.getCurrentUserId()));
    assertSame(guarded, CurrentUser.guarded(guarded));
    assertEquals("system", CurrentUser.system().getCurrentUserId());
  }

  private static String logOf(Runnable action) {
    PrintStream before = System.err;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setErr(before);
    }
    return captured.toString(StandardCharsets.UTF_8);
  }
}
