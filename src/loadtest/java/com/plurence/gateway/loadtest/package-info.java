/** The load test kit: drives a gateway, or anything that stands in its place, and reports. */
@NullMarked
package com.plurence.gateway.loadtest;

import org.jspecify.annotations.NullMarked;
