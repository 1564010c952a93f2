/**
 * Who is calling: API keys and tokens, the guards that check them, and what their owners may do.
 */
@NullMarked
package com.plurence.gateway.auth;

import org.jspecify.annotations.NullMarked;
