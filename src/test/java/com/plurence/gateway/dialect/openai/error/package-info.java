/** Tests of reading errors as providers behind an address of the OpenAI API really send them. */
@NullMarked
package com.plurence.gateway.dialect.openai.error;

import org.jspecify.annotations.NullMarked;
