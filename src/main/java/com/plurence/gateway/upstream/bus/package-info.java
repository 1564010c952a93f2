/** Attempts over the event bus, to backends that extensions bring. */
@NullMarked
package com.plurence.gateway.upstream.bus;

import org.jspecify.annotations.NullMarked;
