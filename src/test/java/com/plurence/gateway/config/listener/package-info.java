/** Tests of {@code com.plurence.gateway.config.listener}. */
@NullMarked
package com.plurence.gateway.config.listener;

import org.jspecify.annotations.NullMarked;
