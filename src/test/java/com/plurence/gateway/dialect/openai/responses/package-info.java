/** Tests of what clients of the Responses API ask and get. */
@NullMarked
package com.plurence.gateway.dialect.openai.responses;

import org.jspecify.annotations.NullMarked;
