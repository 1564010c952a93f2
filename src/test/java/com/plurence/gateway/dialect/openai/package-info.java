/** Responses, events and errors as providers really send them. */
@NullMarked
package com.plurence.gateway.dialect.openai;

import org.jspecify.annotations.NullMarked;
