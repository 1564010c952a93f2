/** Tests of {@code com.plurence.gateway.account.password}. */
@NullMarked
package com.plurence.gateway.account.password;

import org.jspecify.annotations.NullMarked;
