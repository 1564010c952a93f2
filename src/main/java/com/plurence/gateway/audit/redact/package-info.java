/** Takes out of bodies what must not be kept. */
@NullMarked
package com.plurence.gateway.audit.redact;

import org.jspecify.annotations.NullMarked;
