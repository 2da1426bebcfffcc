/** JSON text of payloads, metadata and records; the only place that knows the JSON library. */
@NullMarked
package io.energyops.json;

import org.jspecify.annotations.NullMarked;
