/** Log lines as JSON, made and written without holding up whoever logs. */
@NullMarked
package com.plurence.gateway.logging;

import org.jspecify.annotations.NullMarked;
