/** The places on the way of a request and its response where extensions are asked. */
@NullMarked
package com.plurence.gateway.inference.stage;

import org.jspecify.annotations.NullMarked;
