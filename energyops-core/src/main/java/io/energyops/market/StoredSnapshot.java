package io.energyops.market;

/** A record with the id of its row, which pages go by. */
record StoredSnapshot(String id, MarketSnapshotRecord record) {}
