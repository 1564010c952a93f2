/**
 * The frames of an HTTP/2 connection, looked over before the codec reads them and after it has
 * written.
 */
@NullMarked
package com.plurence.gateway.http.guard.http2;

import org.jspecify.annotations.NullMarked;
