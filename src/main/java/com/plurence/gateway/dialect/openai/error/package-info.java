/** Errors of providers behind an address of the OpenAI API: their forms, and what they mean. */
@NullMarked
package com.plurence.gateway.dialect.openai.error;

import org.jspecify.annotations.NullMarked;
