/** What of a provider's words reaches clients. */
@NullMarked
package com.plurence.gateway.dialect;

import org.jspecify.annotations.NullMarked;
