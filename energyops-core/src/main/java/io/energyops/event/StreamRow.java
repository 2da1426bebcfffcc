package io.energyops.event;

/** A row of the stream table, not read as an event yet. */
record StreamRow(long sequence, String topic, String type, String payload) {}
