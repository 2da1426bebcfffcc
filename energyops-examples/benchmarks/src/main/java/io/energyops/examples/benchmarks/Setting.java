package io.energyops.examples.benchmarks;

import java.nio.file.Path;

/**
 * What a side needs to know of the run.
 *
 * @param folder where databases are; empty at the start of a run
 * @param cache where generated files stay from run to run
 * @param size how much to do
 * @param postgresUrl JDBC address of the PostgreSQL server, empty where none is needed
 * @param s3Url address of the S3 server, empty where none is needed
 */
record Setting(Path folder, Path cache, Size size, String postgresUrl, String s3Url) {}
