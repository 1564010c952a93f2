/** Tests of the log lines. */
@NullMarked
package com.plurence.gateway.logging;

import org.jspecify.annotations.NullMarked;
