package io.energyops.upload;

import io.energyops.table.SilentLog4j;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/**
 * Checks values by the annotations of the row records. The validator is made by its provider, so
 * that no XML file of the host and no provider on the class path changes it, and texts are never
 * evaluated. Thread-safe.
 */
final class Constraints {

  private final Validator validator;

  Constraints() {
    // Hibernate Validator's logging looks for a log4j provider as soon as POI's API is there.
    SilentLog4j.settle();
    // The factory holds no resource that close() would free.
    this.validator =
        Validation.byProvider(HibernateValidator.class)
            .providerResolver(() -> List.of(new HibernateValidator()))
            .configure()
            .ignoreXmlConfiguration()
            .externalClassLoader(Constraints.class.getClassLoader())
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();
  }

  /** Returns the faults of one value, before a row is made of it. */
  List<String> faults(Class<?> rowType, String field, @Nullable Object value) {
    return validator.validateValue(rowType, field, value).stream()
        .map(ConstraintViolation::getMessage)
        .distinct()
        .sorted()
        .toList();
  }
}
