/** Events of the engine: topics, the hub that brings them to subscribers, realtime settings. */
@NullMarked
package io.energyops.event;

import org.jspecify.annotations.NullMarked;
