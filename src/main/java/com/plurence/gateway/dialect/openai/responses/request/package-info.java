/** Reads requests of the Responses API. */
@NullMarked
package com.plurence.gateway.dialect.openai.responses.request;

import org.jspecify.annotations.NullMarked;
