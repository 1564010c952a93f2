/** Which model names clients may send, and the targets that can answer for each. */
@NullMarked
package com.plurence.gateway.catalog;

import org.jspecify.annotations.NullMarked;
