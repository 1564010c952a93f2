/** Values that fit a JSON schema, for structured output and the arguments of tools. */
@NullMarked
package com.plurence.gateway.demo.schema;

import org.jspecify.annotations.NullMarked;
