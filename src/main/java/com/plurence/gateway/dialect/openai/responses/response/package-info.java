/** Writes responses of the Responses API, whole or as events, of the same items. */
@NullMarked
package com.plurence.gateway.dialect.openai.responses.response;

import org.jspecify.annotations.NullMarked;
