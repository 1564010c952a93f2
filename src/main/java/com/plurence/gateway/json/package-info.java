/** Reading JSON in one pass over its bytes as they arrive, without building a tree. */
@NullMarked
package com.plurence.gateway.json;

import org.jspecify.annotations.NullMarked;
