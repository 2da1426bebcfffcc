/** Single operations of the hot paths, measured by JMH. */
package io.energyops.examples.benchmarks.micro;
