/** Frames in files. */
@NullMarked
package com.plurence.gateway.usage.spool;

import org.jspecify.annotations.NullMarked;
