package io.energyops.examples.benchmarks;

/** Opens a side in the JVM that measures it. */
interface SideFactory {

  Side open(Setting setting) throws Exception;
}
