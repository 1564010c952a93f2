/**
 * Access tokens: the gateway's own, the keys that sign them, and the guard that lets their owners
 * in.
 */
@NullMarked
package com.plurence.gateway.auth.token;

import org.jspecify.annotations.NullMarked;
