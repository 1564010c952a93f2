/** What a client sent to a model: kept as it arrives, and made ready for upstream. */
@NullMarked
package com.plurence.gateway.inference.request;

import org.jspecify.annotations.NullMarked;
