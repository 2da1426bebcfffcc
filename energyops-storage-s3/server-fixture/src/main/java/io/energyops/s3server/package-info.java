/** A real S3 server in a process of its own, for tests and benchmarks. */
@NullMarked
package io.energyops.s3server;

import org.jspecify.annotations.NullMarked;
