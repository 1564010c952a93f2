/** Tests of the time-outs of an event loop. */
@NullMarked
package com.plurence.gateway.timing;

import org.jspecify.annotations.NullMarked;
