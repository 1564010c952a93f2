/** What becomes of a call on its way to targets that do not speak the client's dialect. */
@NullMarked
package com.plurence.gateway.inference.translation;

import org.jspecify.annotations.NullMarked;
