/** Responses of the Gemini API, whole and as events. */
@NullMarked
package com.plurence.gateway.dialect.google.response;

import org.jspecify.annotations.NullMarked;
