/**
 * How applications and model providers speak, as far as all of their dialects have it in common.
 */
@NullMarked
package com.plurence.gateway.dialect;

import org.jspecify.annotations.NullMarked;
