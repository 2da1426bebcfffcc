package io.energyops;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.energyops.annotation.Internal;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.energyops");

  @Test
  void packages_form_no_cycle() {
    slices().matching("io.energyops.(*)..").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void the_root_package_is_used_by_nobody_below() {
    noClasses()
        .that()
        .resideInAPackage("io.energyops.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.energyops")
        .check(CORE);
  }

  @Test
  void only_repositories_and_the_database_package_know_jdbi() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Repository")
        .and()
        .resideOutsideOfPackage("io.energyops.database")
        .and(areNotNestedInARepository())
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jdbi..")
        .check(CORE);
  }

  @Test
  void only_the_table_package_knows_the_spreadsheet_and_csv_libraries() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.energyops.table")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.poi..",
            "org.apache.commons.compress..",
            "de.siegmar..",
            "com.fasterxml.aalto..",
            "org.mozilla..")
        .check(CORE);
  }

  @Test
  void only_one_package_knows_the_json_library() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.energyops.json")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.google.gson..")
        .check(CORE);
  }

  @Test
  void only_sandbox_process_and_python_start_processes() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.energyops.sandbox", "io.energyops.process", "io.energyops.python")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .check(CORE);
  }

  @Test
  void core_knows_no_storage_backend_and_no_web_server() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.energyops.storage.local..",
            "io.energyops.storage.s3..",
            "software.amazon..",
            "jakarta.servlet..",
            "io.javalin..")
        .check(CORE);
  }

  @Test
  void time_zone_charset_and_clock_are_given_not_taken() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Date.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.ZoneId.class, "systemDefault")
        .orShould()
        .callMethod(java.time.Clock.class, "systemDefaultZone")
        .orShould()
        .callMethod(java.nio.charset.Charset.class, "defaultCharset")
        .orShould()
        .callMethod(Locale.class, "getDefault")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .check(CORE);
  }

  @Test
  void nothing_prints_and_nothing_locks_by_monitor() {
    noClasses().should().accessField(System.class, "out").check(CORE);
    noClasses().should().accessField(System.class, "err").check(CORE);
    methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED).check(CORE);
  }

  @Test
  void no_state_is_static_and_mutable() {
    noFields()
        .that()
        .areStatic()
        .and()
        .areNotFinal()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .beDeclaredInClassesThat()
        .resideInAPackage("io.energyops..")
        .allowEmptyShould(true)
        .check(CORE);
  }

  @Test
  void the_public_api_shows_only_the_jdk_and_our_own_types() {
    classes()
        .that()
        .arePublic()
        .and()
        .areNotAnnotatedWith(Internal.class)
        .and(areNotNestedInAnInternalClass())
        .should(showOnlyKnownTypes())
        .check(CORE);
  }

  private static DescribedPredicate<JavaClass> areNotNestedInARepository() {
    return DescribedPredicate.describe(
        "are not nested in a repository",
        type -> !type.getName().replaceAll("\\$.*", "").endsWith("Repository"));
  }

  private static DescribedPredicate<JavaClass> areNotNestedInAnInternalClass() {
    return DescribedPredicate.describe(
        "are not nested in an internal class",
        type ->
            type.getEnclosingClass()
                .map(outer -> !outer.isAnnotatedWith(Internal.class))
                .orElse(true));
  }

  private static ArchCondition<JavaClass> showOnlyKnownTypes() {
    return new ArchCondition<>("show only JDK types and our own in public methods") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaMethod method : type.getMethods()) {
          if (!method.getModifiers().contains(JavaModifier.PUBLIC)
              || method.isAnnotatedWith(Internal.class)) {
            continue;
          }
          Stream.concat(
                  Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
              .filter(shown -> !known(shown))
              .forEach(
                  shown ->
                      events.add(
                          SimpleConditionEvent.violated(
                              method, method.getFullName() + " shows " + shown.getName())));
        }
      }
    };
  }

  private static boolean known(JavaClass type) {
    String name = type.getBaseComponentType().getName();
    return type.getBaseComponentType().isPrimitive()
        || Set.of("java.", "javax.sql.", "io.energyops.").stream().anyMatch(name::startsWith);
  }
}
