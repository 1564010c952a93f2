/** Tests of {@code com.plurence.gateway.account}. */
@NullMarked
package com.plurence.gateway.account;

import org.jspecify.annotations.NullMarked;
