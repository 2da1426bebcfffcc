package io.energyops.testkit;

import org.jspecify.annotations.Nullable;

/**
 * A cell that is computed.
 *
 * @param expression the formula without the equals sign, such as {@code B2*4}
 * @param cached what a spreadsheet program computed: a number, a text, a truth value, or null when
 *     it was never computed
 */
public record Formula(String expression, @Nullable Object cached) {}
