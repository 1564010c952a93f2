/** The budget of bytes and the watchdog, where the front door can't reach. */
@NullMarked
package com.plurence.gateway.overload;

import org.jspecify.annotations.NullMarked;
