/** Errors of the Gemini API: their form, and what they mean. */
@NullMarked
package com.plurence.gateway.dialect.google.error;

import org.jspecify.annotations.NullMarked;
