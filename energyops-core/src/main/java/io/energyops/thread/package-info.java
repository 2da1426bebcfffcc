/** Threads of our own: how they are named and what they carry. */
@NullMarked
package io.energyops.thread;

import org.jspecify.annotations.NullMarked;
