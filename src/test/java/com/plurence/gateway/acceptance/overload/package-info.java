/** A gateway that is short of memory, connections, time or targets. */
@NullMarked
package com.plurence.gateway.acceptance.overload;

import org.jspecify.annotations.NullMarked;
