package io.energyops.upload;

import io.energyops.run.ImportId;

/**
 * The right to write an import. It is lost when another owner takes the import over, which raises
 * the fence.
 *
 * @param id the import
 * @param node who owns it
 * @param fence which owner in turn this is
 */
record Claim(ImportId id, String node, long fence) {}
