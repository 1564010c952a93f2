/** The event loops, and the listeners that stand on them. */
@NullMarked
package com.plurence.gateway.server;

import org.jspecify.annotations.NullMarked;
