/** Tests of {@code com.plurence.gateway.project}. */
@NullMarked
package com.plurence.gateway.project;

import org.jspecify.annotations.NullMarked;
