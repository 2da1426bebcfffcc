/** What users and the engine did, for people to read. */
@NullMarked
package io.energyops.activity;

import org.jspecify.annotations.NullMarked;
