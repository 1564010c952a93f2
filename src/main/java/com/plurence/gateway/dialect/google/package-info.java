/** The dialect of Google's Gemini API, in which providers of that kind are asked. */
@NullMarked
package com.plurence.gateway.dialect.google;

import org.jspecify.annotations.NullMarked;
