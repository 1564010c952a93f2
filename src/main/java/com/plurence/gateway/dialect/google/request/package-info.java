/** Requests as the Gemini API takes them: {@code generateContent} and what shares its form. */
@NullMarked
package com.plurence.gateway.dialect.google.request;

import org.jspecify.annotations.NullMarked;
