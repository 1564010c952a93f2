/** Tests of reading requests in the Anthropic dialect. */
@NullMarked
package com.plurence.gateway.dialect.anthropic.request;

import org.jspecify.annotations.NullMarked;
