package io.energyops.examples.benchmarks;

import io.energyops.s3server.S3Server;

/** An S3 server that lives as long as the run. */
record S3ForRun(S3Server server) implements AutoCloseable {

  static S3ForRun start() {
    return new S3ForRun(S3Server.start());
  }

  String url() {
    return server.endpoint().toString();
  }

  @Override
  public void close() {
    server.close();
  }
}
