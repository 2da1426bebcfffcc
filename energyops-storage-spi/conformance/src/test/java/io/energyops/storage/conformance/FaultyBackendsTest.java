package io.energyops.storage.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault is found by the behaviours that are meant for it. */
class FaultyBackendsTest {

  private static final Path TABLE = Path.of("target", "faulty-backends.md");
  private static final Map<String, Behaviour> BEHAVIOURS =
      Topics.all().stream()
          .flatMap(topic -> topic.behaviours().stream())
          .collect(Collectors.toMap(Behaviour::id, Function.identity(), (a, b) -> a, TreeMap::new));

  static Stream<Fault> faults() {
    return Stream.of(
            WriteFaults.all(),
            ReadFaults.all(),
            StreamFaults.all(),
            KeyFaults.all(),
            ListFaults.all(),
            DeleteFaults.all(),
            ConditionFaults.all(),
            LifeFaults.all())
        .flatMap(List::stream);
  }

  private static boolean finds(Behaviour behaviour, Fault fault) {
    try {
      behaviour.verify(fault::place, Clock.systemUTC(), Duration.ofSeconds(30));
      return false;
    } catch (SkippedException e) {
      return false;
    } catch (AssertionError e) {
      return true;
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_fault_is_found_by_the_behaviours_that_are_meant_for_it(Fault fault) {
    for (String id : fault.meant()) {
      assertTrue(BEHAVIOURS.containsKey(id), () -> "no behaviour is called " + id);
      assertTrue(finds(BEHAVIOURS.get(id), fault), () -> id + " does not find it");
    }
  }

  @Test
  void ids_and_sentences_are_unique() {
    List<Behaviour> all =
        Topics.all().stream().flatMap(topic -> topic.behaviours().stream()).toList();
    assertEquals(all.size(), BEHAVIOURS.size());
    Set<String> names = new HashSet<>();
    all.forEach(each -> assertTrue(names.add(each.topic() + each.sentence()), each::toString));
  }

  @Test
  @Tag("nightly")
  void the_table_of_faults_shows_all_that_find_each() throws IOException {
    List<String> rows =
        new ArrayList<>(List.of("| fault | meant for it | found by |", "|---|---|---|"));
    Set<String> unused = new HashSet<>(BEHAVIOURS.keySet());
    faults()
        .forEach(
            fault -> {
              List<String> found =
                  BEHAVIOURS.values().stream()
                      .filter(behaviour -> finds(behaviour, fault))
                      .map(Behaviour::id)
                      .toList();
              unused.removeAll(found);
              rows.add(
                  "| %s | %s | %s |"
                      .formatted(
                          fault.name(),
                          String.join(", ", fault.meant()),
                          found.size() + ": " + String.join(", ", found)));
            });
    rows.add("");
    rows.add("Behaviours that no fault sets off: " + String.join(", ", new TreeSet<>(unused)));
    Files.createDirectories(TABLE.getParent());
    Files.write(TABLE, rows);
  }
}
