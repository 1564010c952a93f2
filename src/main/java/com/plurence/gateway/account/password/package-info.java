/** Passwords: their rule, their hashes, and how often one may be tried. */
@NullMarked
package com.plurence.gateway.account.password;

import org.jspecify.annotations.NullMarked;
