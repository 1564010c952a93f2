/** The only place that writes errors, whatever has failed, and wherever. */
@NullMarked
package com.plurence.gateway.http.error;

import org.jspecify.annotations.NullMarked;
