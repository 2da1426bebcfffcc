/**
 * For tests of applications that embed EnergyOps: an engine per test ({@link
 * io.energyops.testkit.EnergyOpsFixture}), fakes for time and storage, workbooks and scripts as
 * data, and waiting that says what it waited for. Nothing here needs a test framework; everything
 * that must be closed is {@link AutoCloseable}.
 */
@NullMarked
package io.energyops.testkit;

import org.jspecify.annotations.NullMarked;
