/** Requests that nobody should send, by the ten thousand, and what may be answered to them. */
@NullMarked
package com.plurence.gateway.acceptance.hostile;

import org.jspecify.annotations.NullMarked;
