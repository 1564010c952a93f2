/**
 * What the demo provider says: answers in OpenAI's wire format, whole or in pieces, sound or
 * broken.
 */
@NullMarked
package com.plurence.gateway.demo.answer;

import org.jspecify.annotations.NullMarked;
