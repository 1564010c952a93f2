/** What is known of a request when it is over: the values that every reporter reads. */
@NullMarked
package com.plurence.gateway.record;

import org.jspecify.annotations.NullMarked;
