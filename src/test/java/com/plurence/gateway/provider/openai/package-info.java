/** Responses, events and errors as providers really send them. */
@NullMarked
package com.plurence.gateway.provider.openai;

import org.jspecify.annotations.NullMarked;
